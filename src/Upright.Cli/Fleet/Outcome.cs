using System.Text.Json.Nodes;

namespace Upright.Cli.Fleet;

/// <summary>What became of a picture, as it lies in the stream of outcomes: one an item, whoever did it.</summary>
/// <param name="Item">The picture.</param>
/// <param name="Line">What the ledger and JSON Lines show of it; the output's path is below the output folder.</param>
/// <param name="Worker">Who did it.</param>
/// <param name="Attempts">How often it was given to a worker.</param>
internal sealed record Outcome(WorkItem Item, JsonObject Line, string Worker, int Attempts)
{
    /// <summary>The message header that says turn, leave, unsure or failed, so that counting needs no bodies.</summary>
    public const string Header = "Upright-Outcome";

    /// <summary>The header of a failure.</summary>
    public const string Failed = "failed";

    /// <summary>The header's value.</summary>
    public static string KindOf(JsonObject line) => line["error"] is null ? (string)line["decision"]! : Failed;
}
