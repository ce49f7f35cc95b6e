using System.Text.Json;
using System.Text.Json.Nodes;

namespace Upright.Pages;

/// <summary>What was found out about a document and what was done to it, page by page.</summary>
public sealed record DocumentReport
{
    /// <summary>The document's format, before and after.</summary>
    public required DocumentFormat Format { get; init; }

    /// <summary>Every page, in order.</summary>
    public required IReadOnlyList<PageReport> Pages { get; init; }

    /// <summary>By how much every second page was to be turned otherwise than the pages between, as a duplex feeder leaves them: 180 is on their heads; null where pages do not lie so.</summary>
    public Angle? EverySecond { get; init; }

    /// <summary>Whether the output is the input, byte for byte: no page was turned.</summary>
    public required bool IsInputUnchanged { get; init; }

    /// <summary>
    /// The document as a whole: <see cref="Decision.Turn"/> if any page was to be turned, otherwise
    /// <see cref="Decision.Unsure"/> if any was not sure, otherwise <see cref="Decision.Leave"/>.
    /// </summary>
    public Decision Decision => DecisionOf(Pages.Select(page => page.Estimate));

    /// <summary>The fields of <c>NAME_meta.json</c>, indented; <c>pages</c> has an object for each page.</summary>
    public string ToJson() => JsonSerializer.Serialize(DocumentFields.Of(this), DocumentJson.Default.DocumentFields) + "\n";

    /// <summary>The same fields as an object.</summary>
    internal JsonObject ToJsonObject() => JsonSerializer.SerializeToNode(DocumentFields.Of(this), DocumentJson.Default.DocumentFields)!.AsObject();

    /// <summary>
    /// Writes <c>NAME_angle.txt</c> (one line, one number for each page) and <c>NAME_meta.json</c> beside an output
    /// <c>NAME.ending</c>; each is the old file or the new one, whole.
    /// </summary>
    /// <param name="outputPath">The path that the document was written to.</param>
    /// <exception cref="UprightException"><see cref="UprightError.CannotWrite"/></exception>
    public void WriteBeside(string outputPath)
    {
        ReportFiles.Beside(outputPath).Write(Pages.Select(page => page.Estimate.Angle), ToJson());
    }

    /// <summary>The decision about a document with such pages.</summary>
    internal static Decision DecisionOf(IEnumerable<PageEstimate> pages) => pages.Select(page => page.Decision).DefaultIfEmpty(Decision.Leave).MaxBy(Rank);

    private static int Rank(Decision decision) => decision switch { Decision.Turn => 2, Decision.Unsure => 1, _ => 0 };
}
