using System.CommandLine;

namespace Upright.Cli.Fleet;

/// <summary>`upright enqueue`: puts pictures into a job that workers do.</summary>
internal static class EnqueueCommand
{
    public const string Examples =
        """
        upright enqueue scans/ --nats nats://n1:4222,n2,n3 --job scans --root /mnt/share
        upright enqueue scans/ --job scans --by-object-store --results-by-object-store
        upright enqueue --job scans --list pictures.txt
        upright enqueue --job scans --retry-failed
        """;

    // A publish waits for two of three servers; several at a time hide that.
    private const int AtATime = 16;

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        WritingOptions writing = new();
        FleetOptions fleet = new();
        JobOptions jobOptions = new();
        Option<string> root = new("--root") { Description = "The folder that both sides share; the pictures lie in it.", HelpName = "folder", DefaultValueFactory = _ => "." };
        PathList list = new();
        Option<bool> retryFailed = new("--retry-failed") { Description = "Put the failed pictures of the job in again." };
        Command command = new("enqueue", "Puts pictures into a job that `upright work` does on any number of machines. Doing it again puts only what is new or changed.")
        {
            root, retryFailed,
        };
        list.AddTo(command);
        shared.AddPathsTo(command, mayBeNone: true);
        fleet.AddTo(command);
        jobOptions.AddTo(command);
        shared.AddDecisionsTo(command);
        shared.AddModelTo(command);
        writing.AddTo(command);
        command.Validators.Add(result =>
        {
            if (!list.IsGiven(result) && !result.GetValue(retryFailed) && result.Tokens.Count == 0)
            {
                result.AddError(Words.Of("Give a PATH, --list or --retry-failed."));
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var connection = await fleet.ConnectAsync(parsed, cancellationToken);
            var names = fleet.Job(parsed);
            if (parsed.GetValue(retryFailed))
            {
                var job = await Job.OpenAsync(connection, names, Persistence.OfCommand, cancellationToken);
                await streams.Answers.WriteLineAsync(Words.Of($"job {names.Job}: {await RetryAsync(job, cancellationToken)} failed pictures put in again"));
            }

            var listed = list.Read(parsed, streams.Input);
            IReadOnlyList<InputPicture> pictures = [.. InputPictures.Expand(shared.Paths(parsed), writing.TagOnly(parsed)), .. listed.SelectMany(path => Listed(path, parsed.GetValue(root)!, writing.TagOnly(parsed)))];
            return pictures.Count == 0 ? 0 : await PutAsync(parsed, connection, names, pictures, cancellationToken);
        });
        return command;

        async Task<int> PutAsync(ParseResult parsed, FleetConnection connection, JobNames names, IReadOnlyList<InputPicture> pictures, CancellationToken cancellationToken)
        {
            var decisions = shared.ToUprightOptions(parsed);
            var settings = jobOptions.ToSettings(parsed, decisions, writing.ToFixOptions(parsed), ModelOf(decisions));
            if (pictures.Any(picture => picture.IsStream))
            {
                throw new UprightException(UprightError.InvalidOptions, "A picture from standard input cannot be put into a job.");
            }

            List<string> outputs = [.. pictures.Select(picture => OutputTargets.BelowFolder(picture, settings.Writing.Format).Replace(Path.DirectorySeparatorChar, '/'))];
            OutputTargets.RefuseClashes(outputs);
            var (job, replicas) = await jobOptions.Creation(parsed, connection, names).BeginAsync(settings, cancellationToken);
            var bucket = settings.Pictures == Carrier.ObjectStore ? await job.BucketAsync(names.PicturesBucket, cancellationToken) : null;
            Enqueuer enqueuer = new(job, Path.GetFullPath(parsed.GetValue(root)!), bucket);
            var substitutes = OutputTargets.SubstitutesFor(outputs);
            return await PutAllAsync((index, stop) => enqueuer.PutAsync(pictures[index], outputs[index], substitutes[index], stop), pictures, Words.Of($"job {names.Job} (kept on {replicas})"), streams, cancellationToken);
        }
    }

    private static string ModelOf(UprightOptions decisions)
    {
        using var upright = Uprighter.Create(decisions);
        return upright.Model;
    }

    // A list may hold files of one name from many folders: each keeps its place.
    private static IEnumerable<InputPicture> Listed(string path, string root, bool withRaw) => Directory.Exists(path)
        ? InputPictures.Expand([path], withRaw)
        : [new InputPicture(path, SharedFolder.Below(Path.GetFullPath(root), Path.GetFullPath(path)))];

    private static async Task<int> PutAllAsync(Func<int, CancellationToken, Task<bool>> putAsync, IReadOnlyList<InputPicture> pictures, string job, ToolStreams streams, CancellationToken cancellationToken)
    {
        var (put, known, failed, worst) = (0, 0, 0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, pictures.Count), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (index, stop) =>
        {
            try
            {
                _ = await putAsync(index, stop) ? Interlocked.Increment(ref put) : Interlocked.Increment(ref known);
            }
            catch (UprightException exception) when (exception.Error != UprightError.FleetUnavailable)
            {
                lock (streams)
                {
                    failed++;
                    worst = Math.Max(worst, exception.Error.ExitCode);
                    streams.Messages.WriteLine($"upright: {pictures[index].Path}: {exception.Error.Code}: {exception.Message}");
                }
            }
        });
        await streams.Answers.WriteLineAsync(Words.Of($"{job}: {put} put, {known} there already") + (failed > 0 ? Words.Of($", {failed} failed") : ""));
        return worst;
    }

    private static async Task<int> RetryAsync(Job job, CancellationToken cancellationToken)
    {
        List<WorkItem> failures = [];
        await foreach (var (outcome, _) in OutcomeReader.ReadAsync(job, job.Names.Failures, cancellationToken: cancellationToken))
        {
            failures.Add(outcome.Item);
        }

        foreach (var item in failures)
        {
            await job.PutAgainAsync(item, cancellationToken);
        }

        return failures.Count;
    }
}
