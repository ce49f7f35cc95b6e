using System.Globalization;
using System.Net;

namespace Upright.Cli.Reports;

/// <summary>Pictures of a run in a report, each with what was found and done.</summary>
/// <param name="html">Where it is written.</param>
/// <param name="upright">Opens documents; asked for only where there are any.</param>
internal sealed class ContactSheet(TextWriter html, Lazy<Uprighter> upright)
{
    // As large as they are looked at when a picture is clicked; the sheet shows them smaller.
    private const int PictureSide = 480;

    /// <summary>Writes some of the pictures, as many as are to be shown.</summary>
    /// <param name="title">What they have in common.</param>
    /// <param name="kind">Their class, which the report's filter goes by.</param>
    /// <param name="pictures">All of them.</param>
    /// <param name="most">How many are shown.</param>
    /// <param name="withOutput">Whether the upright picture stands beside the one that came.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Write(string title, string kind, List<LedgerLine> pictures, int most, bool withOutput, CancellationToken cancellationToken)
    {
        if (pictures.Count == 0)
        {
            return;
        }

        var shown = Math.Min(pictures.Count, most);
        html.WriteLine($"<section class=\"{kind}\"><h2>{title}: {pictures.Count}{(shown < pictures.Count ? Words.Of($", of which {shown} are shown") : "")}</h2><div class=sheet>");
        foreach (var line in pictures.Take(shown))
        {
            cancellationToken.ThrowIfCancellationRequested();
            html.WriteLine($"<figure class=\"{(withOutput ? Direction(line) : "")}\"><div>");
            // Of a document, the first page that something was done to, or that is unsure.
            var page = (line.Pages.FirstOrDefault(page => page.CarriedOut != Angle.Zero || page.IsUnsure) ?? line.Pages.FirstOrDefault())?.PageNumber;
            Picture(line.Input, page, withOutput ? Words.Of("as it was") : Words.Of("as it is"), line.File);
            if (withOutput)
            {
                Picture(line.Target, page, Words.Of("turned"), line.File);
            }

            html.WriteLine($"</div><figcaption>{WebUtility.HtmlEncode(Shown.Line(line.File))}<br>{(line.Pages.Any() ? ToldOfDocument(line) : ToldOfPicture(line, withOutput))}</figcaption></figure>");
        }

        html.WriteLine("</div></section>");
    }

    /// <summary>Whether a person has decided about it.</summary>
    public static bool IsReviewed(LedgerLine said) => said.DecidedBy == OtherDecision.Reviewer;

    // What the filter tells apart. A document's pages may be turned each by another angle.
    private static string Direction(LedgerLine line) => line.Pages.Any() ? "" : line.CarriedOut.QuarterTurns switch
    {
        0 => "tilted",
        2 => "over",
        _ => "side",
    };

    // Beside its output the turn that led to it; beside none what was read.
    private static string ToldOfPicture(LedgerLine line, bool withOutput)
    {
        var angle = (withOutput ? line.CarriedOut : new Angle(line.Angle!.Value)).Rounded(1);
        return (withOutput ? Words.Of($"{angle:0.0}°, confidence {line.Confidence:0.00}") : Words.Of($"best guess {angle:0.0}°, confidence {line.Confidence:0.00}"))
            + (line.Reason is { } reason ? ": " + WebUtility.HtmlEncode(reason) : "") + By(line);
    }

    private static string ToldOfDocument(LedgerLine line)
    {
        List<LedgerLine> pages = [.. line.Pages];
        var (unsure, reviewed) = (pages.Count(page => page.IsUnsure), pages.Count(IsReviewed));
        return Words.Of($"{pages.Count(page => page.CarriedOut != Angle.Zero)} of {pages.Count} pages turned")
            + (unsure > 0 ? Words.Of($", {unsure} unsure") : "") + (reviewed > 0 ? Words.Of($", {reviewed} decided in the review") : "");
    }

    private static string By(LedgerLine line) => line.DecidedBy switch
    {
        null => "",
        OtherDecision.SameCamera => Words.Of(", decided by the sure ones of the job"),
        _ => Words.Of(", decided in the review"),
    };

    private void Picture(string path, int? page, string what, string name)
    {
        try
        {
            var picture = page is { } number ? Documents.Of(upright.Value).Preview(path, number, PictureSide) : PicturePreview.Jpeg(path, PictureSide);
            html.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"<label class=zoom title=\"{what}\"><input type=checkbox aria-label=\"{WebUtility.HtmlEncode(Shown.Line(name))}, {what}\"><img alt=\"\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture)}\"></label>"));
        }
        catch (UprightException exception)
        {
            html.WriteLine($"<span>{WebUtility.HtmlEncode(Words.Of(exception.Error.Summary))}</span>");
        }
    }
}
