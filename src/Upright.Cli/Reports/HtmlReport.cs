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
    private static readonly string Style = ReadStyle();

    /// <summary>Writes the page. Nothing is loaded and nothing runs, whatever a file may be called: pictures grow and are filtered by the style alone.</summary>
    public void Write(CancellationToken cancellationToken)
    {
        html.WriteLine(
            $"""
            <!doctype html>
            <html lang="{Words.Of("en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Words.Of("Upright: report")}</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <style>
            {Style}</style></head><body>
            """);
        html.WriteLine($"<h1>{(lines.Count == 1 ? Words.Of("1 picture") : Words.Of($"{lines.Count} pictures"))}</h1>");
        WriteTotals();
        if (leftOut.Count > 0)
        {
            html.WriteLine($"<p>{Escaped(LeftOutFiles.Told(leftOut))}</p>");
        }

        html.WriteLine($"<h2>{Words.Of("Angles")}</h2>");
        html.WriteLine(AngleHistogram.Svg([.. lines.Select(line => line.Angle).OfType<double>()]));
        WriteTimings();
        WriteFilter();
        ContactSheet sheet = new(html, upright);
        sheet.Write(Words.Of("Turned"), "turned", [.. lines.Where(line => line.Decision == "turn")], mostPictures, withOutput: true, cancellationToken);
        sheet.Write(Words.Of("Unsure: nothing was changed"), "unsure", [.. lines.Where(line => line.IsUnsure).OrderBy(LeastConfidence)], mostPictures, withOutput: false, cancellationToken);
        WriteFailures();
        html.WriteLine("</body></html>");
    }

    private void WriteTotals()
    {
        html.WriteLine("<table>");
        Row(Words.Of("turned"), lines.Count(line => line.Decision == "turn"));
        Row(Words.Of("left as they were"), lines.Count(line => line.Decision == "leave"));
        Row(Words.Of("unsure"), lines.Count(line => line.IsUnsure));
        Row(Words.Of("failed"), lines.Count(line => line.Error is not null));
        Row(Words.Of("decided by the sure ones of the job"), lines.Count(line => line.DecidedBy == OtherDecision.SameCamera));
        Row(Words.Of("decided in the review"), lines.Count(line => line.Pages.Prepend(line).Any(ContactSheet.IsReviewed)));
        html.WriteLine("</table>");
    }

    private void Row(string name, int count) => html.WriteLine($"<tr><th>{name}</th><td class=n>{count}</td></tr>");

    private void WriteTimings()
    {
        html.WriteLine(
            $"<h2>{Words.Of("Milliseconds a picture")}</h2><table><tr><th></th><th class=n>{Words.Of("half take at most")}</th><th class=n>{Words.Of("19 of 20 at most")}</th><th class=n>{Words.Of("all together, seconds")}</th></tr>");
        foreach (var (name, field) in new[]
        {
            (Words.Of("reading it to look at it"), "decode_time_ms"),
            (Words.Of("finding the angle"), "inference_time_ms"),
            (Words.Of("everything, with reading and writing it"), "time_ms"),
        })
        {
            var times = lines.Select(line => line.Milliseconds(field)).OfType<double>().Order().ToList();
            if (times.Count > 0)
            {
                html.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"<tr><td>{name}</td><td class=n>{times[times.Count / 2]:0.0}</td><td class=n>{times[(int)(0.95 * (times.Count - 1))]:0.0}</td><td class=n>{times.Sum() / 1000:0.0}</td></tr>"));
            }
        }

        html.WriteLine("</table>");
    }

    private void WriteFilter()
    {
        html.WriteLine($"<fieldset class=filter><legend>{Words.Of("Show")}</legend>");
        foreach (var (kind, name) in new[]
        {
            ("all", Words.Of("All")), ("turned", Words.Of("Turned")), ("tilted", Words.Of("Tilted")), ("side", Words.Of("On its side")), ("over", Words.Of("Upside down")),
            ("unsure", Words.Of("Unsure")), ("failed", Words.Of("Failed")),
        })
        {
            html.WriteLine($"<label><input type=radio name=show id=\"show-{kind}\"{(kind == "all" ? " checked" : "")}>{name}</label>");
        }

        html.WriteLine("</fieldset>");
    }

    // A document is as unsure as the page of it that is least sure.
    private static double? LeastConfidence(LedgerLine line) => line.Confidence ?? line.Pages.Where(page => page.IsUnsure).Min(page => page.Confidence);

    private void WriteFailures()
    {
        var failures = lines.Where(line => line.Error is not null).ToList();
        if (failures.Count > 0)
        {
            html.WriteLine($"<section class=failed><h2>{Words.Of("Failed")}: {failures.Count}</h2><table><tr><th>{Words.Of("file")}</th><th>{Words.Of("what happened")}</th></tr>");
            foreach (var line in failures)
            {
                html.WriteLine($"<tr><td>{Escaped(line.File)}</td><td>{Escaped(line.Error!)}: {Escaped(line.Message ?? "")}</td></tr>");
            }

            html.WriteLine("</table></section>");
        }
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(Shown.Line(text));

    private static string ReadStyle()
    {
        using StreamReader reader = new(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
