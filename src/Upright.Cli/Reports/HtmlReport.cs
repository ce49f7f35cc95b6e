using System.Globalization;
using System.Net;

namespace Upright.Cli.Reports;

/// <summary>The report of a folder run as one HTML page without anything from elsewhere.</summary>
/// <param name="html">Where it is written.</param>
/// <param name="lines">The run's ledger.</param>
/// <param name="leftOut">How many files of each ending were left out.</param>
/// <param name="mostPictures">How many pictures a sheet shows at most.</param>
/// <param name="upright">Opens documents; asked for only where there are any.</param>
internal sealed class HtmlReport(TextWriter html, IReadOnlyList<LedgerLine> lines, IReadOnlyList<KeyValuePair<string, int>> leftOut, int mostPictures, Lazy<Uprighter> upright)
{
    // Nothing is loaded and nothing runs, whatever a file may be called.
    private const string Head =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Upright: report</title>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <style>
        body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #222; background: #fff }
        h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2.2rem }
        table { border-collapse: collapse } th, td { text-align: left; padding: .2rem .9rem .2rem 0; vertical-align: top } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
        .sheet { display: flex; flex-wrap: wrap; gap: .8rem } figure { margin: 0; width: 21rem; background: #f4f4f2; padding: .5rem }
        figure div { display: flex; gap: .4rem; align-items: center; justify-content: center; min-height: 10rem } figure img { max-width: 10rem; max-height: 10rem }
        figcaption { font-size: 12px; overflow-wrap: anywhere } .bar { fill: #1f5f8b } text { font-size: 11px; fill: #555 }
        </style></head><body>
        """;

    private const int ThumbnailSide = 160;

    /// <summary>Writes the page.</summary>
    public void Write(CancellationToken cancellationToken)
    {
        html.WriteLine(Head);
        html.WriteLine(Text($"<h1>{lines.Count} pictures</h1>"));
        WriteTotals();
        if (leftOut.Count > 0)
        {
            html.WriteLine($"<p>{Escaped(LeftOutFiles.Told(leftOut))}</p>");
        }

        html.WriteLine("<h2>Angles</h2>");
        html.WriteLine(AngleHistogram.Svg([.. lines.Select(line => line.Angle).OfType<double>()]));
        WriteTimings();
        Sheet("Turned", [.. lines.Where(line => line.Decision == "turn")], withOutput: true, cancellationToken);
        Sheet("Unsure: nothing was changed", [.. lines.Where(line => line.IsUnsure).OrderBy(LeastConfidence)], withOutput: false, cancellationToken);
        WriteFailures();
        html.WriteLine("</body></html>");
    }

    private void WriteTotals()
    {
        html.WriteLine("<table>");
        Row("turned", lines.Count(line => line.Decision == "turn"));
        Row("left as they were", lines.Count(line => line.Decision == "leave"));
        Row("unsure", lines.Count(line => line.IsUnsure));
        Row("failed", lines.Count(line => line.Error is not null));
        Row("decided by the sure ones of the job", lines.Count(line => line.DecidedBy == OtherDecision.SameCamera));
        Row("decided in the review", lines.Count(line => line.Pages.Prepend(line).Any(IsReviewed)));
        html.WriteLine("</table>");
    }

    private void Row(string name, int count) => html.WriteLine(Text($"<tr><th>{name}</th><td class=n>{count}</td></tr>"));

    private void WriteTimings()
    {
        html.WriteLine("<h2>Times, milliseconds a picture</h2><table><tr><th></th><th class=n>median</th><th class=n>95th of 100</th><th class=n>sum, s</th></tr>");
        foreach (var (name, field) in new[] { ("decode for the estimate", "decode_time_ms"), ("estimate", "inference_time_ms"), ("everything, with decoding and writing the output", "time_ms") })
        {
            var times = lines.Select(line => line.Milliseconds(field)).OfType<double>().Order().ToList();
            if (times.Count > 0)
            {
                html.WriteLine(Text($"<tr><td>{name}</td><td class=n>{times[times.Count / 2]:0.0}</td><td class=n>{times[(int)(0.95 * (times.Count - 1))]:0.0}</td><td class=n>{times.Sum() / 1000:0.0}</td></tr>"));
            }
        }

        html.WriteLine("</table>");
    }

    private void Sheet(string title, List<LedgerLine> pictures, bool withOutput, CancellationToken cancellationToken)
    {
        if (pictures.Count == 0)
        {
            return;
        }

        var shown = Math.Min(pictures.Count, mostPictures);
        html.WriteLine(Text($"<h2>{title}: {pictures.Count}{(shown < pictures.Count ? $", of which {shown} are shown" : "")}</h2><div class=sheet>"));
        foreach (var line in pictures.Take(shown))
        {
            cancellationToken.ThrowIfCancellationRequested();
            html.WriteLine("<figure><div>");
            // Of a document, the first page that something was done to, or that is unsure.
            var page = (line.Pages.FirstOrDefault(page => page.CarriedOut != Angle.Zero || page.IsUnsure) ?? line.Pages.FirstOrDefault())?.PageNumber;
            Thumbnail(line.Input, page);
            if (withOutput)
            {
                Thumbnail(line.Target, page);
            }

            html.WriteLine(Text($"</div><figcaption>{Escaped(line.File)}<br>{(line.Pages.Any() ? ToldOfDocument(line) : ToldOfPicture(line, withOutput))}</figcaption></figure>"));
        }

        html.WriteLine("</div>");
    }

    // Beside its output the turn that led to it; beside none what was read.
    private static string ToldOfPicture(LedgerLine line, bool withOutput) =>
        Text($"{(withOutput ? line.CarriedOut : new Angle(line.Angle!.Value)).Rounded(1):0.0}°, confidence {line.Confidence:0.00}{(line.Reason is { } reason ? $": {Escaped(reason)}" : "")}{By(line)}");

    // Its pages may be turned each by another angle, so that none is the document's.
    private static string ToldOfDocument(LedgerLine line)
    {
        List<LedgerLine> pages = [.. line.Pages];
        var (unsure, reviewed) = (pages.Count(page => page.IsUnsure), pages.Count(IsReviewed));
        return Text($"{pages.Count(page => page.CarriedOut != Angle.Zero)} of {pages.Count} pages turned{(unsure > 0 ? $", {unsure} unsure" : "")}{(reviewed > 0 ? $", {reviewed} decided in the review" : "")}");
    }

    private static bool IsReviewed(LedgerLine said) => said.DecidedBy == OtherDecision.Reviewer;

    // A document is as unsure as the page of it that is least sure.
    private static double? LeastConfidence(LedgerLine line) => line.Confidence ?? line.Pages.Where(page => page.IsUnsure).Min(page => page.Confidence);

    private static string By(LedgerLine line) => line.DecidedBy switch
    {
        null => "",
        OtherDecision.SameCamera => ", decided by the sure ones of the job",
        _ => ", decided in the review",
    };

    private void Thumbnail(string path, int? page)
    {
        try
        {
            var picture = page is { } number ? Documents.Of(upright.Value).Preview(path, number, ThumbnailSide) : PicturePreview.Jpeg(path, ThumbnailSide);
            html.WriteLine($"<img alt=\"\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture)}\">");
        }
        catch (UprightException exception)
        {
            html.WriteLine($"<span>{exception.Error.Code}</span>");
        }
    }

    private void WriteFailures()
    {
        var failures = lines.Where(line => line.Error is not null).ToList();
        if (failures.Count > 0)
        {
            html.WriteLine(Text($"<h2>Failed: {failures.Count}</h2><table><tr><th>file</th><th>error</th></tr>"));
            foreach (var line in failures)
            {
                html.WriteLine($"<tr><td>{Escaped(line.File)}</td><td>{Escaped(line.Error!)}: {Escaped(line.Message ?? "")}</td></tr>");
            }

            html.WriteLine("</table>");
        }
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
