using System.Text.Json.Nodes;
using Upright.Files;

namespace Upright.Cli.Fleet;

/// <summary>What a ledger has of a job: the last line of each picture, and how far the outcomes were read.</summary>
internal sealed class CollectedLines(string job, string begun)
{
    private const string Stamp = "fleet";

    private readonly Dictionary<string, LedgerLine> lines = new(StringComparer.Ordinal);

    /// <summary>The sequence of the last outcome.</summary>
    public ulong Position { get; private set; }

    /// <summary>The last line of each picture, in the order that a local run has.</summary>
    public IEnumerable<JsonObject> InOrder => lines.Values.OrderBy(line => line.File, StringComparer.Ordinal).Select(line => line.Json);

    public int Count => lines.Count;

    /// <summary>Reads a ledger, if there is one.</summary>
    public void Read(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        // Without a lock: whether another run is writing it is for the ledger to say.
        using var file = InputFile.Open(path);
        foreach (var (_, line) in LedgerLines.In(file))
        {
            if ((string?)line[Stamp]?["job"] == job && (string?)line[Stamp]?["begun"] == begun)
            {
                Keep(line);
            }
        }
    }

    /// <summary>Says in a line which outcome it is, so that the ledger itself knows how far it is.</summary>
    public void Mark(JsonObject line, Outcome outcome, ulong sequence) => line[Stamp] = new JsonObject
    {
        ["job"] = job,
        ["begun"] = begun,
        ["sequence"] = sequence,
        ["worker"] = outcome.Worker,
        ["attempts"] = outcome.Attempts,
    };

    /// <summary>Takes a line that is in the ledger.</summary>
    public void Keep(JsonObject line)
    {
        lines[LedgerLines.Input(line)] = new LedgerLine(line);
        Position = Math.Max(Position, (ulong)line[Stamp]!["sequence"]!);
    }
}
