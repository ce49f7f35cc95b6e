namespace Upright;

/// <summary>The one shape in which a result leaves as JSON: the metadata file, JSON Lines, the service.</summary>
/// <param name="InputSize">Width and height as shown, pixels.</param>
/// <param name="PredictedAngle">Degrees clockwise to upright, in (-180, 180], three decimals.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Decision">turn, leave or unsure.</param>
/// <param name="RotationMethod">What was done; null when only an estimate was asked for.</param>
/// <param name="TurnedBy">Degrees clockwise that were carried out, three decimals; null when only an estimate was asked for.</param>
/// <param name="InferenceTimeMs">Milliseconds for the estimate, decoding not included.</param>
/// <param name="DecodeTimeMs">Milliseconds to decode the small copy that was estimated.</param>
/// <param name="Model">Short hash of the model's weights.</param>
/// <param name="Corners">Four (x, y) offsets in half-diagonals.</param>
/// <param name="TextDensity">Share of the look covered by lines of text, 0 to 1.</param>
/// <param name="ExifOrientation">The orientation that was applied, 1 to 8.</param>
/// <param name="OutputSize">Width and height of the output; null when only an estimate was asked for.</param>
internal sealed record ReportDocument(
    int[] InputSize,
    double PredictedAngle,
    double Confidence,
    Decision Decision,
    RotationMethod? RotationMethod,
    double? TurnedBy,
    double InferenceTimeMs,
    double DecodeTimeMs,
    string Model,
    double[][] Corners,
    double TextDensity,
    int ExifOrientation,
    int[]? OutputSize)
{
    /// <summary>Why nothing was done; null where something was.</summary>
    public UnsureReason? Reason { get; init; }

    /// <summary>What the answer rests on.</summary>
    public AnswerKind Kind { get; init; }

    /// <summary>Standard error of the angle in degrees, if its quarter turn is right.</summary>
    public double AngleError { get; init; }

    /// <summary>Probability that the nearest quarter turn is the right one, 0 to 1.</summary>
    public double QuarterConfidence { get; init; }

    /// <summary>Whether the letters are seen in a mirror; null where that is not sure.</summary>
    public bool? Mirrored { get; init; }

    /// <summary>Probability that <see cref="Mirrored"/> is right, 0.95 to 1; null without it.</summary>
    public double? MirroredConfidence { get; init; }

    /// <summary>What each source said.</summary>
    public EvidenceDocument[]? Evidence { get; init; }

    /// <summary>True where left and right were exchanged; otherwise null.</summary>
    public bool? Unmirrored { get; init; }

    /// <summary>What the output lacks; null where it is nothing.</summary>
    public PictureNote[]? Notes { get; init; }

    /// <summary>Where the network looked; null when it was not asked for.</summary>
    public ViewDocument? View { get; init; }

    /// <summary>64 rows of 64 text-line densities, 0 to 1, of the look; null when they were not asked for.</summary>
    public double[][]? TextLines { get; init; }

    /// <summary>The document of an estimate alone.</summary>
    public static ReportDocument Of(RotationEstimate estimate) => new(
        [estimate.Width, estimate.Height],
        estimate.Angle.Rounded(3),
        Math.Round(estimate.Confidence, 4),
        estimate.Decision,
        null,
        null,
        Math.Round(estimate.InferenceTime.TotalMilliseconds, 1),
        Math.Round(estimate.DecodeTime.TotalMilliseconds, 1),
        estimate.Model,
        [.. estimate.Corners.Select(corner => new[] { Math.Round(corner.X, 4), Math.Round(corner.Y, 4) })],
        Math.Round(estimate.TextShare, 4),
        estimate.ExifOrientation,
        null)
    {
        Reason = estimate.Reason,
        Kind = estimate.Evidence.Kind,
        AngleError = Math.Round(estimate.AngleError, 4),
        QuarterConfidence = Math.Round(estimate.QuarterConfidence, 4),
        Mirrored = estimate.Mirrored,
        MirroredConfidence = Rounded(estimate.MirroredConfidence),
        Evidence = [.. estimate.Evidence.Sources.Select(EvidenceDocument.Of)],
    };

    /// <summary>A probability as it is told.</summary>
    public static double? Rounded(double? probability) => probability is { } known ? Math.Round(known, 4) : null;

    /// <summary>Adds what the network saw, if an estimate is given.</summary>
    public ReportDocument With(RotationEstimate? seen) => seen is null ? this : this with
    {
        View = new ViewDocument([Math.Round(seen.View.CentreX, 4), Math.Round(seen.View.CentreY, 4)], seen.View.Turned.Rounded(3)),
        TextLines = [.. seen.TextLineDensity.Chunk(ViewDocument.TextCells).Select(row => Array.ConvertAll(row, cell => Math.Round(cell, 2)))],
    };

    /// <summary>The document of a fixed picture.</summary>
    public static ReportDocument Of(UprightReport report) => Of(report.Estimate) with
    {
        RotationMethod = report.Method,
        TurnedBy = report.Turned.Rounded(3),
        OutputSize = [report.OutputWidth, report.OutputHeight],
        Unmirrored = report.Unmirrored ? true : null,
        Notes = report.Notes.Count == 0 ? null : [.. report.Notes],
    };
}
