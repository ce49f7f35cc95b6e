namespace Upright.Pages;

/// <summary>The shape in which a document's report leaves as JSON.</summary>
/// <param name="Format">pdf or tiff.</param>
/// <param name="Decision">turn if any page was to be turned, otherwise unsure if any was not sure, otherwise leave.</param>
/// <param name="TurnedPages">How many were turned; null when only an estimate was asked for.</param>
/// <param name="Pages">Every page.</param>
internal sealed record DocumentFields(string Format, Decision Decision, int? TurnedPages, PageFields[] Pages)
{
    /// <summary>Degrees by which every second page was turned otherwise than those between; null where pages do not lie so.</summary>
    public double? EverySecond { get; init; }

    /// <summary>The fields of a report.</summary>
    public static DocumentFields Of(DocumentReport report) => new(
        Name(report.Format),
        report.Decision,
        report.Pages.Count(page => page.Method != RotationMethod.None),
        [.. report.Pages.Select(PageFields.Of)])
    {
        EverySecond = report.EverySecond?.Rounded(0),
    };

    /// <summary>The fields of a document whose pages were estimated.</summary>
    public static DocumentFields Of(DocumentFormat format, IReadOnlyList<PageEstimate> pages) => new(
        Name(format),
        DocumentReport.DecisionOf(pages),
        null,
        [.. Neighbours.Compared(pages).Select(page => PageFields.Of(page) with { DiffersFromNeighbours = page.DiffersFromNeighbours })]);

    private static string Name(DocumentFormat format) => format == DocumentFormat.Pdf ? "pdf" : "tiff";
}
