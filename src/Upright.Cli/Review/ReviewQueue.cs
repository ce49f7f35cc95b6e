using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Upright.Cli.Review;

/// <summary>The pictures and pages of a run in the order in which a person should look: the unsure first, then the least sure.</summary>
internal sealed class ReviewQueue
{
    private readonly ConcurrentDictionary<string, LedgerLine> lines;
    private readonly ReviewItem[] items;

    /// <summary>Orders them; what failed, and empty pages, have nothing to decide.</summary>
    public ReviewQueue(IEnumerable<LedgerLine> all)
    {
        lines = new(all.Where(line => line.Error is null).Select(line => KeyValuePair.Create(line.Input, line)), StringComparer.Ordinal);
        items =
        [
            .. lines.Values
                .SelectMany(line => line.Pages.Where(page => !page.IsEmpty).DefaultIfEmpty(line), (line, said) => (line.Input, Said: said))
                .Where(item => item.Said.Angle is not null)
                .OrderBy(item => item.Said.DecidedBy == OtherDecision.Reviewer)
                .ThenBy(item => !item.Said.IsUnsure)
                .ThenBy(item => item.Said.Confidence)
                .ThenBy(item => item.Input, StringComparer.Ordinal)
                .ThenBy(item => item.Said.PageNumber)
                .Select(item => new ReviewItem(item.Input, item.Said.PageNumber)),
        ];
    }

    /// <summary>How many there are.</summary>
    public int Count => items.Length;

    /// <summary>The settings of the run that was last.</summary>
    public RunSettings Settings => lines.Values.LastOrDefault()?.Settings ?? RunSettings.Read(null);

    /// <summary>What is at a place in the queue.</summary>
    public ReviewItem this[int index] => items[index];

    /// <summary>What the ledger says of its file now.</summary>
    public LedgerLine Line(int index) => lines[items[index].Input];

    /// <summary>Puts a new line in place of a file's.</summary>
    public void Replace(LedgerLine line) => lines[line.Input] = line;

    /// <summary>What the page is told.</summary>
    public JsonArray ToJson() => [.. Enumerable.Range(0, Count).Select(index => (JsonNode)Row(index))];

    /// <summary>What the page is told of a file: everything of it that is in the queue.</summary>
    public JsonArray RowsOf(string input) => [.. Enumerable.Range(0, Count).Where(index => items[index].Input == input).Select(index => (JsonNode)Row(index))];

    private JsonObject Row(int index)
    {
        var line = Line(index);
        var said = items[index].Page is { } number ? line.Pages.First(page => page.PageNumber == number) : line;
        return new()
        {
            ["index"] = index,
            ["file"] = line.File,
            ["page"] = items[index].Page,
            ["angle"] = said.Angle,
            ["confidence"] = said.Confidence,
            ["decision"] = said.Decision,
            ["reason"] = said.Reason,
            ["decidedBy"] = said.DecidedBy,
            ["decidedAngle"] = said.DecidedAngle,
            // Who accepts what was decided must not change it: 88.7 may have been carried out as 90.
            ["proposed"] = said.IsUnsure ? said.Angle : said.CarriedOut.Degrees,
        };
    }
}
