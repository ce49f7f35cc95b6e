using System.Diagnostics;
using System.Globalization;

namespace Upright.Cli;

/// <summary>Counts what became of the pictures of a run.</summary>
internal sealed class RunTally
{
    private readonly long began = Stopwatch.GetTimestamp();
    private int turned;
    private int left;
    private int unsure;
    private int failed;
    private int earlier;
    private int substituted;

    /// <summary>Pictures that were not sure.</summary>
    public int Unsure => unsure;

    private int Done => turned + left + unsure + failed;

    public void Count(PictureResult result)
    {
        ref var counter = ref left;
        switch (result)
        {
            case { Earlier: not null }:
                counter = ref earlier;
                break;
            case { Failure: not null }:
                counter = ref failed;
                break;
            case { Decision: Decision.Turn }:
                counter = ref turned;
                break;
            case { Decision: Decision.Unsure }:
                counter = ref unsure;
                break;
        }

        counter++;
        substituted += result.Report?.OutputPath is null ? 0 : 1;
    }

    /// <summary>One line while it runs: how far, how fast, how much longer.</summary>
    public string Progress(int total)
    {
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var rate = Done / Math.Max(seconds, 1e-3);
        var remaining = TimeSpan.FromSeconds(rate > 0 ? (total - earlier - Done) / rate : 0);
        return Words.Of($"{earlier + Done}/{total}  {rate:0.0}/s  {Clock(remaining)} left  {Counts()}");
    }

    /// <summary>One line when it was stopped.</summary>
    public string Interrupted(int total) => Words.Of($"Stopped: {earlier + Done} of {total} pictures are done.");

    /// <summary>One line when it is over.</summary>
    public string Summary() =>
        Words.Of($"{Done} pictures in {Clock(Stopwatch.GetElapsedTime(began))}: {Counts()}") + (earlier > 0 ? Words.Of($"; {earlier} done by an earlier run") : "")
        + (substituted > 0 ? Words.Of($"; {substituted} written in another format, as their own is not encoded here") : "");

    private string Counts() => Words.Of($"{turned} turned, {left} left, {unsure} unsure, {failed} failed");

    private static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
