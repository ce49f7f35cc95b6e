namespace Upright.Pages;

/// <summary>The shape in which a document's report leaves as JSON.</summary>
/// <param name="Format">pdf or tiff.</param>
/// <param name="Decision">turn if any page was to be turned, otherwise unsure if any was not sure, otherwise leave.</param>
/// <param name="TurnedPages">How many were turned.</param>
/// <param name="Pages">Every page.</param>
internal sealed record DocumentFields(string Format, Decision Decision, int TurnedPages, PageFields[] Pages)
{
    /// <summary>The fields of a report.</summary>
    public static DocumentFields Of(DocumentReport report) => new(
        report.Format == DocumentFormat.Pdf ? "pdf" : "tiff",
        report.Decision,
        report.Pages.Count(page => page.Method != RotationMethod.None),
        [.. report.Pages.Select(PageFields.Of)]);
}
