using System.Text.RegularExpressions;

namespace Upright.Cli.Fleet;

/// <summary>What the parts of a job are called on the server.</summary>
/// <param name="Job">The job's name.</param>
internal sealed partial record JobNames(string Job)
{
    /// <summary>The durable consumer that all workers share.</summary>
    public const string Workers = "workers";

    /// <summary>The stream of the settings and of the items; it keeps them until the job is removed, so that it knows what was put already.</summary>
    public string Items => $"upright-{Job}";

    /// <summary>The stream of outcomes, one message an item.</summary>
    public string Outcomes => $"upright-{Job}-outcomes";

    /// <summary>The stream of items that were moved aside.</summary>
    public string Failures => $"upright-{Job}-failures";

    /// <summary>The bucket of pictures to do.</summary>
    public string PicturesBucket => $"upright-{Job}-pictures";

    /// <summary>The bucket of upright pictures.</summary>
    public string ResultsBucket => $"upright-{Job}-results";

    /// <summary>The subject of the settings.</summary>
    public string Settings => $"upright.{Job}.settings";

    /// <summary>Whether a job may be called so: it becomes part of subjects and of file names on the server.</summary>
    public static bool IsValid(string job) => Allowed().IsMatch(job);

    /// <summary>The subject of an item; `*` for all.</summary>
    public string Item(string id) => $"upright.{Job}.item.{id}";

    /// <summary>The subject of an outcome.</summary>
    public string Outcome(string id) => $"upright.{Job}.outcome.{id}";

    /// <summary>The subject of an item that was moved aside.</summary>
    public string Failure(string id) => $"upright.{Job}.failure.{id}";

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex Allowed();
}
