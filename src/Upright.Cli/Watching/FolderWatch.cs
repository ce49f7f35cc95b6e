namespace Upright.Cli.Watching;

/// <summary>Fixes what arrives in a folder, into another with a ledger.</summary>
internal sealed class FolderWatch(string folder, string output, TimeSpan settle)
{
    private readonly Lock writing = new();

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(
        UprightOptions decisions, FixOptions options, int jobs, ResultWriter results, ToolStreams streams, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new UprightException(UprightError.FileNotFound, $"'{folder}' is no folder.");
        }

        using var ledger = Ledger.Open(output, new RunSettings(decisions, options, WritesReports: false));
        using var upright = PictureRun.Load(decisions, jobs);
        ArrivingFiles arriving = new(settle);
        results.Begin();
        await streams.Messages.WriteLineAsync(Words.Of($"Watching '{folder}'. Ctrl-C ends."));
        try
        {
            while (true)
            {
                var pictures = OutputTargets.For(InputPictures.Expand([folder], options.TagOnly), [folder], output, inPlace: false, format: null, report: false, options.TagOnly);
                var targets = pictures.Pictures.Select((picture, index) => (picture.Path, (pictures.Paths[index], pictures.Substitutes[index]))).ToDictionary();
                var complete = arriving.Complete(targets.Keys, DateTimeOffset.UtcNow);
                await Parallel.ForEachAsync(
                    pictures.Pictures.Where(picture => complete.Contains(picture.Path)),
                    new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken },
                    async (picture, stop) => await OneAsync(picture, targets[picture.Path], stop));
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(1, settle.TotalSeconds / 2)), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            results.End();
        }

        async Task OneAsync(InputPicture picture, (string Path, string? Substitute) target, CancellationToken stop)
        {
            if (ledger.Done(picture, target.Path, target.Substitute) is not null)
            {
                return;
            }

            var result = await PictureResult.OfAsync(
                picture.Path, () => PictureFixer.FixAsync(upright, picture, target.Path, options with { SubstitutePath = target.Substitute }, writesReport: false, streams, stop));
            ledger.Add(picture, result.Report?.OutputPath ?? target.Path, result);
            lock (writing)
            {
                results.Write(result);
            }
        }
    }
}
