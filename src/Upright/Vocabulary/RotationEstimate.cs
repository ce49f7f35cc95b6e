using System.Text.Json;
using Upright.Estimation;

namespace Upright;

/// <summary>What Upright found out about one picture.</summary>
public sealed record RotationEstimate
{
    /// <summary>How far the picture must be turned; always the best answer, also when the decision is <see cref="Decision.Unsure"/>.</summary>
    public required Angle Angle { get; init; }

    /// <summary>
    /// Probability, 0 to 1, that what was decided is right: the angle to within 5 degrees where the residual is carried out, otherwise
    /// (<see cref="DeadBand"/>) the quarter turn. An answer below the threshold is <see cref="Decision.Unsure"/>.
    /// </summary>
    public required double Confidence { get; init; }

    /// <summary>Probability, 0 to 1, that the nearest quarter turn is the right one, whatever is left.</summary>
    public required double QuarterConfidence { get; init; }

    /// <summary>Standard error of the angle in degrees, if its quarter turn is right.</summary>
    public required double AngleError { get; init; }

    /// <summary>What to do, by the options' threshold and <see cref="DeadBand"/>.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Why it is <see cref="Decision.Unsure"/>; otherwise null.</summary>
    public UnsureReason? Reason { get; init; }

    /// <summary>
    /// Degrees of a residual that are left alone: the options' dead band; 45, so that only quarter turns are carried out, for a picture without
    /// lines of text that is not surely tilted.
    /// </summary>
    public double DeadBand { get; init; }

    /// <summary>Whether only the quarter turn was decided, so that <see cref="Confidence"/> is that of the quarter.</summary>
    internal bool IsOfQuarter => DeadBand >= Decider.QuartersOnly;

    /// <summary>
    /// Whether the letters are seen in a mirror, so that left and right must be exchanged after the turn. Null where that is
    /// not sure (0.95), where there were no letters to judge by, or the model does not say.
    /// </summary>
    public bool? Mirrored { get; init; }

    /// <summary>Probability, 0.95 to 1, that <see cref="Mirrored"/> is right, for pages of which half are mirrored; null without it.</summary>
    public double? MirroredConfidence { get; init; }

    /// <summary>Width in pixels as shown (EXIF orientation applied).</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels as shown (EXIF orientation applied).</summary>
    public required int Height { get; init; }

    /// <summary>The EXIF orientation that was applied, 1 to 8; a missing or absurd one counts as 1.</summary>
    public int ExifOrientation { get; init; } = 1;

    /// <summary>Short hash of the model's weights.</summary>
    public required string Model { get; init; }

    /// <summary>What the network ran on; not <see cref="NetworkDevice.Auto"/>.</summary>
    public NetworkDevice Device { get; init; } = NetworkDevice.Cpu;

    /// <summary>
    /// Where the frame's corners (upper left, upper right, lower right, lower left) lie after the first answer's turn,
    /// relative to upright: four (x, y) offsets in half-diagonals.
    /// </summary>
    public required IReadOnlyList<CornerOffset> Corners { get; init; }

    /// <summary>64 × 64 text-line density, 0 to 1, of the look's circle, after the first answer's turn; row by row.</summary>
    public required IReadOnlyList<float> TextLineDensity { get; init; }

    /// <summary>The look that <see cref="Corners"/> and <see cref="TextLineDensity"/> belong to.</summary>
    public ViewArea View { get; init; }

    /// <summary>The same without the map of text lines, which is large where many are kept.</summary>
    internal RotationEstimate WithoutMap() => this with { TextLineDensity = [], Answer = null };

    /// <summary>The share of the look that is covered by lines of text, 0 to 1.</summary>
    public double TextShare => TextLineDensity.Count == 0 ? 0 : TextLineDensity.Average();

    /// <summary>How long the network and the text lines took.</summary>
    public TimeSpan InferenceTime { get; init; }

    /// <summary>How long it took to decode the small copy they looked at.</summary>
    public TimeSpan DecodeTime { get; init; }

    /// <summary>What each stage said, for people who ask why.</summary>
    public required RotationEvidence Evidence { get; init; }

    /// <summary>What the fusion worked on, for the program that writes what it is fitted by.</summary>
    internal FusedEstimate? Answer { get; init; }

    /// <summary>The fields of the metadata file that an estimate alone has, on one line: a row of JSON Lines.</summary>
    public string ToJson() => JsonSerializer.Serialize(ReportDocument.Of(this), ReportLine.Default.ReportDocument);
}
