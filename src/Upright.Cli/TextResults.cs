using System.Globalization;
using Upright.Pages;

namespace Upright.Cli;

/// <summary>For a person.</summary>
internal sealed class TextResults(TextWriter answers, TextWriter messages, bool isAlone, bool quiet, bool verbose, bool colour) : ResultWriter
{
    public override void Write(PictureResult result)
    {
        if (result.Failure is { } failure)
        {
            messages.WriteLine($"upright: {Shown.Line(result.File)}: {failure.Error.Code}: {Shown.Line(failure.Message)}");
            return;
        }

        if (result.Earlier is not null)
        {
            if (verbose)
            {
                messages.WriteLine(Words.Of($"{Shown.Line(result.File)}: done by an earlier run"));
            }

            return;
        }

        if ((result.Pages ?? result.Document?.Pages.Select(page => page.Estimate).ToList()) is { } pages)
        {
            WritePages(result, pages);
            return;
        }

        var estimate = result.Estimate!;
        if (verbose)
        {
            Explain(Shown.Line(result.File), estimate);
        }

        if (quiet)
        {
            return;
        }

        var angle = Text($"{estimate.Angle.Rounded(1):0.0}°");
        var outcome = Sure(estimate.Decision, estimate.Confidence) + (estimate.IsOfQuarter ? Words.Of(" in the quarter turn") : "") + Reason(estimate.Reason) + Written(result)
            + string.Concat((result.Report?.Notes ?? []).Select(note => "; " + NoteName.Of(note))) + (result.DecidedBy is { } other ? Words.Of($"; decided by {other.By}") : "");
        if (isAlone)
        {
            answers.WriteLine($"Predicted angle: {angle}");
            answers.WriteLine(outcome);
            if (estimate.Mirrored == true)
            {
                answers.WriteLine(Mirrored(estimate));
            }
        }
        else
        {
            answers.WriteLine($"{Shown.Line(result.File)}: {angle} {outcome}{(estimate.Mirrored == true ? "; " + Mirrored(estimate) : "")}");
        }
    }

    private void WritePages(PictureResult result, IReadOnlyList<PageEstimate> pages)
    {
        if (quiet)
        {
            return;
        }

        foreach (var page in pages.Where(page => isAlone || verbose || page.DiffersFromNeighbours || page.Reason is not null))
        {
            var remarks = Reason(page.Reason) + (page.Picture is { Mirrored: true } picture ? "; " + Mirrored(picture) : "") + (page.DiffersFromNeighbours ? Words.Of("; differs from its neighbours") : "");
            answers.WriteLine((isAlone ? "" : Shown.Line(result.File) + ": ") + Words.Of($"page {page.Number}: {page.Angle.Rounded(1):0.0}° {Sure(page.Decision, page.Confidence)}") + remarks);
        }

        var counts = string.Join(", ", pages.CountBy(page => page.Decision).OrderBy(count => count.Key).Select(count => Text($"{count.Value} {Name(count.Key)}")));
        var second = result.Document?.EverySecond is { } other
            ? other.Degrees == 180 ? Words.Of("; every second page was upside down") : Words.Of($"; every second page was turned by {other.Degrees:0}°")
            : "";
        var written = (result.Document, result.Output) switch
        {
            (null, _) => "",
            ({ IsInputUnchanged: true }, null) => Words.Of("; left as it is"),
            ({ IsInputUnchanged: true }, var output) => Words.Of($"; copied unchanged to {Shown.Line(output)}"),
            (_, var output) => Words.Of($"; written to {Shown.Line(output!)}"),
        };
        answers.WriteLine((isAlone ? "" : Shown.Line(result.File) + ": ") + (pages.Count == 1 ? Words.Of($"1 page: {counts}") : Words.Of($"{pages.Count} pages: {counts}")) + second + written);
    }

    private static string Reason(UnsureReason? reason) => reason is { } known ? "; " + ReasonName.Of(known) : "";

    private static string Mirrored(RotationEstimate estimate) => Words.Of($"letters seen in a mirror, confidence {estimate.MirroredConfidence:0.00}");

    private static string Written(PictureResult result) => (result.Report, result.Output) switch
    {
        (null, _) => result.Planned is { } target ? Planned(result.Estimate!.Decision, target) : "",
        ({ IsInputUnchanged: true }, null) => Words.Of("; left as it is"),
        ({ IsInputUnchanged: true }, var output) => Words.Of($"; copied unchanged to {Shown.Line(output)}"),
        ({ } report, var output) => Done(report, Shown.Line(output!)) + Words.Of($", {report.OutputWidth} × {report.OutputHeight}")
            + (report.OutputPath is null ? "" : Words.Of($", as {report.OutputFormat.ToString().ToUpperInvariant()}: its own format is not encoded here")),
    };

    private static string Done(UprightReport report, string output) => (report.Turned == Angle.Zero, report.Unmirrored) switch
    {
        (true, true) => Words.Of($"; unmirrored into {output}"),
        (true, false) => Words.Of($"; written as {output}"),
        (false, true) => Words.Of($"; turned {report.Turned.Rounded(2):0.##}° and unmirrored into {output}"),
        _ => Words.Of($"; turned {report.Turned.Rounded(2):0.##}° into {output}"),
    };

    private static string Planned(Decision decision, string target) =>
        decision == Decision.Turn ? Words.Of($"; would be turned into {Shown.Line(target)}") : Words.Of($"; would be left: {Shown.Line(target)}");

    private void Explain(string file, RotationEstimate estimate)
    {
        var why = estimate.Evidence;
        messages.WriteLine(Words.Of($"{file}: {estimate.Width} × {estimate.Height}, EXIF orientation {estimate.ExifOrientation}, decoded in {estimate.DecodeTime.TotalMilliseconds:0} ms, estimated in {estimate.InferenceTime.TotalMilliseconds:0} ms by model {estimate.Model} on {Words.Of(estimate.Device == NetworkDevice.Cpu ? "the processor" : "the GPU")}"));
        foreach (var source in why.Sources)
        {
            messages.WriteLine($"  {EvidenceText.Of(source)}");
        }

        messages.WriteLine("  " + Words.Of($"text on {estimate.TextShare:0%} of the view; a page with a probability of {why.PageProbability:0.00}; to be levelled with {why.TiltProbability:0.00}"));
        if (estimate.Mirrored is { } mirrored)
        {
            messages.WriteLine(mirrored ? "  " + Mirrored(estimate) : "  " + Words.Of($"letters seen as they are written, confidence {estimate.MirroredConfidence:0.00}"));
        }

        messages.WriteLine("  " + Words.Of($"{why.Kind}: {estimate.Angle}° ± {estimate.AngleError:0.###}°, quarters 0, 90, 180, 270: {string.Join(", ", why.QuarterProbabilities.Select(quarter => Text($"{quarter:0.0000}")))}; confidence {estimate.Confidence:0.000}: {Name(estimate.Decision)}"));
    }

    private string Coloured(Decision decision) => !colour ? Name(decision) : decision switch
    {
        Decision.Turn => $"\e[32m{Name(decision)}\e[0m",
        Decision.Leave => $"\e[36m{Name(decision)}\e[0m",
        _ => $"\e[33m{Name(decision)}\e[0m",
    };

    private string Sure(Decision decision, double confidence) => Words.Of($"{Coloured(decision)}, confidence {confidence:0.00}");

    private static string Name(Decision decision) => decision switch
    {
        Decision.Turn => Words.Of("turn"),
        Decision.Leave => Words.Of("leave"),
        _ => Words.Of("unsure"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
