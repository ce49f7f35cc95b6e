namespace Upright.Cli;

/// <summary>Fixes many pictures; into a folder with a ledger, so that only what is not done yet is done.</summary>
internal static class FixRun
{
    public static async Task<int> DoAsync(
        UprightOptions decisions,
        FixOptions options,
        OutputTargets targets,
        bool writesReports,
        bool sharesEvidence,
        Extras extras,
        int jobs,
        ResultWriter results,
        ToolStreams streams,
        CancellationToken cancellationToken)
    {
        if (extras.IsDryRun)
        {
            return await PlanAsync(decisions, targets, jobs, results, streams, cancellationToken);
        }

        using var ledger = targets.LedgerFolder is { } folder ? Ledger.Open(folder, new RunSettings(decisions, options, writesReports)) : null;
        using var upright = PictureRun.BeginLoading(decisions, jobs, targets.Pictures.Count);
        if (targets.Others.Count > 0)
        {
            ledger?.Note(LeftOutFiles.ToJson(targets.Others));
        }

        var worst = extras.CopiesOthers ? CopyOthers(targets, streams.Messages) : 0;
        return Math.Max(worst, !sharesEvidence ? await EachAsync(results) : await SharedEvidenceRun.DoAsync(results, EachAsync, AgainAsync, streams.Messages));

        Task<int> EachAsync(ResultWriter shown) => PictureRun.DoAsync(targets.Pictures, jobs, shown, FixAsync, Record, cancellationToken);

        async Task<PictureResult> AgainAsync(int index, Angle angle)
        {
            var (picture, target) = (targets.Pictures[index], targets.Paths[index]);
            var result = await PictureResult.OfAsync(picture.Path, async () => new OtherDecision(OtherDecision.SameCamera, angle).Of(
                await KeptAsync(picture, (input, kept) => PictureFixer.FixAsync(upright, picture, input, target, Told(index, kept) with { Turn = angle }, writesReports, streams, cancellationToken), cancellationToken)));
            Record(index, result);
            return result;
        }

        async Task<PictureResult> FixAsync(int index, CancellationToken stop)
        {
            var (picture, target, substitute) = (targets.Pictures[index], targets.Paths[index], targets.Substitutes[index]);
            return ledger?.Done(picture, target, substitute) is { } line
                ? new PictureResult(picture.Path, Earlier: line)
                : await KeptAsync(picture, (input, kept) => PictureFixer.FixAsync(upright, picture, input, target, Told(index, kept), writesReports, streams, stop), stop);
        }

        // What is kept is what is turned: the picture is opened once for both.
        async Task<PictureResult> KeptAsync(InputPicture picture, Func<OpenedInput, string?, Task<PictureResult>> fixAsync, CancellationToken stop)
        {
            using var input = await StandardInput.OpenAsync(upright, picture, streams.Input, stop);
            return await (extras.Originals is { } originals ? originals.KeepAsync(picture, input, ledger?.Current(picture), kept => fixAsync(input, kept)) : fixAsync(input, null));
        }

        // In place, the line is written before the picture is replaced, so that a run that is killed between can be undone.
        // A line whose picture was not replaced after all is none: its size and time are those of the new file.
        FixOptions Told(int index, string? kept)
        {
            var told = options with { SubstitutePath = targets.Substitutes[index] };
            return ledger is null || !options.InPlace ? told : told with
            {
                Replacing = (file, picture, document) => ledger.AddReplacing(
                    targets.Pictures[index],
                    targets.Paths[index],
                    new PictureResult(targets.Pictures[index].Path, picture?.Estimate, picture, Document: document, Output: targets.Paths[index], Original: kept),
                    file),
            };
        }

        void Record(int index, PictureResult result)
        {
            if (result.Earlier is null)
            {
                ledger?.Add(targets.Pictures[index], result.Report?.OutputPath ?? targets.Paths[index], result);
            }
        }
    }

    /// <summary>What a run does beside turning.</summary>
    /// <param name="IsDryRun">Only tell what would be done.</param>
    /// <param name="CopiesOthers">Carry along what is no picture.</param>
    /// <param name="Originals">Keeps what is replaced; null to keep nothing.</param>
    internal sealed record Extras(bool IsDryRun, bool CopiesOthers, KeptOriginals? Originals);

    private static async Task<int> PlanAsync(
        UprightOptions decisions, OutputTargets targets, int jobs, ResultWriter results, ToolStreams streams, CancellationToken cancellationToken)
    {
        using var upright = PictureRun.BeginLoading(decisions, jobs, targets.Pictures.Count);
        return await PictureRun.DoAsync(targets.Pictures, jobs, results, OneAsync, (_, _) => { }, cancellationToken);

        async Task<PictureResult> OneAsync(int index, CancellationToken stop) =>
            await PictureEstimator.EstimateAsync(upright, targets.Pictures[index], streams.Input, stop) with { Planned = targets.Paths[index] };
    }

    private static int CopyOthers(OutputTargets targets, TextWriter messages)
    {
        var worst = 0;
        foreach (var file in targets.Others)
        {
            try
            {
                LeftOutFiles.Copy(file, Path.Combine(targets.LedgerFolder!, file.Below));
            }
            catch (UprightException exception)
            {
                messages.WriteLine($"upright: {Shown.Line(file.Path)}: {exception.Error.Code}: {Shown.Line(exception.Message)}");
                worst = Math.Max(worst, exception.Error.ExitCode);
            }
        }

        return worst;
    }
}
