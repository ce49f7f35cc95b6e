using System.Text.Json.Nodes;

namespace Upright.Cli.Review;

/// <summary>The pictures of a run in the order in which a person should look: the unsure first, then the least sure.</summary>
internal sealed class ReviewQueue
{
    private readonly LedgerLine[] lines;

    /// <summary>Orders the lines; those that failed have nothing to decide.</summary>
    public ReviewQueue(IEnumerable<LedgerLine> all) => lines =
    [
        .. all.Where(line => line.Error is null && line.Angle is not null)
            .OrderBy(line => line.DecidedBy == OtherDecision.Reviewer)
            .ThenBy(line => line.Decision != "unsure")
            .ThenBy(line => line.Confidence),
    ];

    /// <summary>How many there are.</summary>
    public int Count => lines.Length;

    /// <summary>The line of a place in the queue.</summary>
    public LedgerLine this[int index]
    {
        get => Volatile.Read(ref lines[index]);
        set => Volatile.Write(ref lines[index], value);
    }

    /// <summary>What the page is told.</summary>
    public JsonArray ToJson() => [.. lines.Select((line, index) => (JsonNode)Row(index))];

    /// <summary>What the page is told of one picture.</summary>
    public JsonObject Row(int index)
    {
        var line = this[index];
        return new()
        {
            ["index"] = index,
            ["file"] = line.File,
            ["angle"] = line.Angle,
            ["confidence"] = line.Confidence,
            ["decision"] = line.Decision,
            ["decidedBy"] = line.DecidedBy,
            ["decidedAngle"] = line.DecidedAngle,
        };
    }
}
