namespace Upright.Pages;

/// <summary>The shape in which a page leaves as JSON: named as a picture's fields are, where they mean the same.</summary>
/// <param name="Page">Its number, from 1.</param>
/// <param name="Kind">What it was judged by.</param>
/// <param name="InputSize">Width and height as shown: points in a PDF, pixels in a TIFF.</param>
/// <param name="PredictedAngle">Degrees clockwise to upright, in (-180, 180], three decimals.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Decision">turn, leave or unsure.</param>
/// <param name="Reason">Why it is left, where there is more to say than that it was not sure.</param>
/// <param name="DiffersFromNeighbours">Whether the pages around it stand otherwise; not there while pages come one by one.</param>
/// <param name="RotationMethod">What was done; null when only an estimate was asked for.</param>
/// <param name="TurnedBy">Degrees clockwise that were carried out, three decimals; null when only an estimate was asked for.</param>
/// <param name="OutputSize">Width and height in the output; null when only an estimate was asked for.</param>
/// <param name="Letters">How many visible letters there are.</param>
/// <param name="TimeMs">Milliseconds to read and judge it.</param>
internal sealed record PageFields(
    int Page,
    PageKind Kind,
    double[] InputSize,
    double PredictedAngle,
    double Confidence,
    Decision Decision,
    UnsureReason? Reason,
    bool? DiffersFromNeighbours,
    RotationMethod? RotationMethod,
    double? TurnedBy,
    double[]? OutputSize,
    int Letters,
    double TimeMs)
{
    /// <summary>Probability that the nearest quarter turn of its picture is the right one, 0 to 1; null where lines of text were measured.</summary>
    public double? QuarterConfidence { get; init; }

    /// <summary>same-camera, where the sure pages of the document decided; otherwise null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether the letters of its picture are seen in a mirror; null where that is not sure.</summary>
    public bool? Mirrored { get; init; }

    /// <summary>Probability that <see cref="Mirrored"/> is right, 0.95 to 1; null without it.</summary>
    public double? MirroredConfidence { get; init; }

    /// <summary>The fields of an estimate alone.</summary>
    public static PageFields Of(PageEstimate page) => new(
        page.Number,
        page.Kind,
        [Math.Round(page.Width, 3), Math.Round(page.Height, 3)],
        page.Angle.Rounded(3),
        Math.Round(page.Confidence, 4),
        page.Decision,
        page.Reason,
        null,
        null,
        null,
        null,
        page.Letters,
        Math.Round(page.Time.TotalMilliseconds, 1))
    {
        DecidedBy = page.IsDecidedByOthers ? "same-camera" : null,
        QuarterConfidence = ReportDocument.Rounded(page.Picture?.QuarterConfidence),
        Mirrored = page.Picture?.Mirrored,
        MirroredConfidence = ReportDocument.Rounded(page.Picture?.MirroredConfidence),
    };

    /// <summary>The fields of a page that was fixed.</summary>
    public static PageFields Of(PageReport report) => Of(report.Estimate) with
    {
        DiffersFromNeighbours = report.Estimate.DiffersFromNeighbours,
        RotationMethod = report.Method,
        TurnedBy = report.Turned.Rounded(3),
        OutputSize = [Math.Round(report.OutputWidth, 3), Math.Round(report.OutputHeight, 3)],
    };
}
