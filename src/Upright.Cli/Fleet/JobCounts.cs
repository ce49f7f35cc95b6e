using System.Text.Json.Nodes;

namespace Upright.Cli.Fleet;

/// <summary>How far a job is.</summary>
/// <param name="Pending">Pictures that no worker has taken.</param>
/// <param name="InProgress">Pictures that are with workers, or wait for their next attempt.</param>
/// <param name="Turned">Pictures that were turned.</param>
/// <param name="Left">Pictures that stood upright.</param>
/// <param name="Unsure">Pictures that were left as they are because the answer was not sure.</param>
/// <param name="Failed">Pictures that were moved aside.</param>
/// <param name="PerSecond">Pictures done in a second, over the last minute.</param>
internal sealed record JobCounts(long Pending, long InProgress, long Turned, long Left, long Unsure, long Failed, double PerSecond)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public long Done => Turned + Left + Unsure + Failed;

    /// <summary>Counts.</summary>
    public static async Task<JobCounts> OfAsync(Job job, CancellationToken cancellationToken)
    {
        // Before the outcomes: what ends meanwhile is told twice rather than not at all.
        var workers = (await job.WorkersAsync(cancellationToken)).Info;
        Dictionary<string, long> kinds = new(StringComparer.Ordinal);
        var (now, first, recent) = (DateTimeOffset.UtcNow, DateTimeOffset.MaxValue, 0);
        await foreach (var (kind, time) in OutcomeReader.KindsAsync(job, cancellationToken))
        {
            kinds[kind] = Of(kind) + 1;
            first = time < first ? time : first;
            recent += time > now - Window ? 1 : 0;
        }

        var seconds = Math.Clamp((now - first).TotalSeconds, 1, Window.TotalSeconds);
        return new JobCounts((long)workers.NumPending, workers.NumAckPending, Of("turn"), Of("leave"), Of("unsure"), Of(Outcome.Failed), recent / seconds);

        long Of(string kind) => kinds.GetValueOrDefault(kind);
    }

    /// <summary>One JSON object.</summary>
    public JsonObject ToJson(string job) => new()
    {
        ["job"] = job,
        ["pending"] = Pending,
        ["in_progress"] = InProgress,
        ["done"] = Done,
        ["turned"] = Turned,
        ["left"] = Left,
        ["unsure"] = Unsure,
        ["failed"] = Failed,
        ["per_second"] = Math.Round(PerSecond, 2),
    };

    /// <inheritdoc/>
    public override string ToString() =>
        Words.Of($"{Pending} pending, {InProgress} in progress, {Done} done: {Turned} turned, {Left} left, {Unsure} unsure, {Failed} failed; {PerSecond:0.0}/s");
}
