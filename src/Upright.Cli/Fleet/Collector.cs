using System.Globalization;
using System.Text.Json.Nodes;
using NATS.Client.ObjectStore;
using Upright.Files;

namespace Upright.Cli.Fleet;

/// <summary>
/// Writes the outcomes of a job into the ledger of an output folder, each once: the ledger's own last line says where
/// to go on, so that no crash between a line and a mark elsewhere can lose or double one.
/// </summary>
internal sealed class Collector : IDisposable
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(1);

    private readonly Job job;
    private readonly string folder;
    private readonly SharedFolder outputs;
    private readonly Ledger ledger;
    private readonly CollectedLines lines;

    private Collector(Job job, string folder, Ledger ledger, CollectedLines lines) =>
        (this.job, this.folder, this.ledger, this.lines, outputs) = (job, folder, ledger, lines, new SharedFolder(folder));

    /// <summary>The last line of each picture, in the order that a local run has.</summary>
    public IEnumerable<JsonObject> Lines => lines.InOrder;

    /// <summary>Opens the ledger of a folder, or begins one.</summary>
    /// <exception cref="UprightException">It cannot be written, or another run is writing it.</exception>
    public static Collector Open(Job job, string folder)
    {
        CollectedLines lines = new(job.Names.Job, job.Begun.ToString("O", CultureInfo.InvariantCulture));
        lines.Read(Path.Combine(folder, Ledger.FileName));
        var settings = new RunSettings(job.Settings.Decisions, job.Settings.Writing, WritesReports: false);
        return new Collector(job, folder, Ledger.Open(folder, settings), lines);
    }

    /// <summary>Collects until every item of the job has its outcome, or what is there now.</summary>
    /// <param name="waits">Whether to wait for outcomes to come.</param>
    /// <param name="progress">Told how many pictures have a line.</param>
    /// <param name="cancellationToken">Stops; the next run goes on there.</param>
    public async Task CollectAsync(bool waits, Action<int> progress, CancellationToken cancellationToken)
    {
        var bucket = job.Settings.Results == Carrier.ObjectStore ? await job.BucketAsync(job.Names.ResultsBucket, cancellationToken) : null;
        while (true)
        {
            // Asked before the outcomes are read: what is acknowledged has its outcome already.
            var workers = (await job.WorkersAsync(cancellationToken)).Info;
            await foreach (var (outcome, sequence) in OutcomeReader.ReadAsync(job, job.Names.Outcomes, lines.Position, cancellationToken))
            {
                await TakeAsync(outcome, sequence, bucket, cancellationToken);
                progress(lines.Count);
            }

            var isDone = !waits || workers is { NumPending: 0, NumAckPending: 0 };
            if (isDone && !await job.HasOutcomeAfterAsync(lines.Position, cancellationToken))
            {
                return;
            }

            await Task.Delay(BetweenChecks, cancellationToken);
        }
    }

    /// <summary>How many outputs that should be in the folder are not.</summary>
    public int CountMissing() => Lines.Count(line => (string?)line["output"] is { } output && !File.Exists(output));

    /// <inheritdoc/>
    public void Dispose() => ledger.Dispose();

    private async Task TakeAsync(Outcome outcome, ulong sequence, INatsObjStore? bucket, CancellationToken cancellationToken)
    {
        var (item, line) = (outcome.Item, outcome.Line);
        // A worker chooses between the two places that the item names, and no other.
        var output = item.Substitute is not null && (string?)line["output"] == item.Substitute ? item.Substitute : item.Output;
        if (line["error"] is null)
        {
            try
            {
                line["output"] = await BringAsync(item, output, bucket, cancellationToken);
            }
            catch (UprightException exception) when (exception.Error == UprightError.InvalidOptions || exception.Error == UprightError.FileNotFound)
            {
                // One that leads out of the folder, or whose result was removed, keeps nobody from the others.
                line = ResultDocument.Of(new PictureResult(item.File, Failure: exception));
            }
        }

        lines.Mark(line, outcome, sequence);
        ledger.Add(line, item.Input, item.Bytes, item.Modified, Path.Combine(folder, output));
        lines.Keep(line);
    }

    /// <summary>Says where the output is below the folder as it was given, and sees to it that it is.</summary>
    private async Task<string> BringAsync(WorkItem item, string output, INatsObjStore? bucket, CancellationToken cancellationToken)
    {
        var target = outputs.Resolve(output);
        if (bucket is not null)
        {
            await DownloadAsync(bucket, item, target, cancellationToken);
        }

        return Path.Combine(folder, output.Replace('/', Path.DirectorySeparatorChar));
    }

    private static async Task DownloadAsync(INatsObjStore bucket, WorkItem item, string target, CancellationToken cancellationToken)
    {
        OutputFolder.CreateFor(target);
        // The library checks the hash at the end; only a whole file is renamed into place.
        await Persistence.OfCommand.DoAsync(
            stop =>
            {
                AtomicFile.Write(target, InputGuard.None, file => StoredPicture.FetchAsync(bucket, item, file, stop).GetAwaiter().GetResult());
                return ValueTask.FromResult(true);
            },
            cancellationToken,
            StoredPicture.TransferTime);
    }
}
