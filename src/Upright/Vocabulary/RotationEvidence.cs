namespace Upright;

/// <summary>What the stages said on the way to an estimate; all angles are turns of the whole picture.</summary>
public sealed record RotationEvidence
{
    /// <summary>The first glance over the whole circle.</summary>
    public required Angle Glance { get; init; }

    /// <summary>How much of the glance's probability lies within 10 degrees of its answer, 0 to 1.</summary>
    public required double GlanceMass { get; init; }

    /// <summary>The second look, at the picture turned back.</summary>
    public required Angle LookAgain { get; init; }

    /// <summary>The text lines' angle, or that of the rules of a table or form, in the quarter the network chose; null where there is no text to measure.</summary>
    public Angle? TextLines { get; init; }

    /// <summary>Whether <see cref="TextLines"/> is the angle of rules.</summary>
    public bool AreRules { get; init; }

    /// <summary>Standard error of <see cref="TextLines"/> in degrees; null without it.</summary>
    public double? TextLineSpread { get; init; }

    /// <summary>The answer's probability before calibration, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>
    /// How much the looks believe that a picture is tilted at all, 0 to 1: that it stands further than 1.5 degrees from the nearest quarter turn;
    /// null where lines were measured that are surely text.
    /// </summary>
    public double? Tilted { get; init; }

    /// <summary>
    /// The probability of the answer's quarter turn, whatever the residual, before calibration, 0 to 1; null where lines were measured that are surely text.
    /// </summary>
    public double? QuarterScore { get; init; }

    /// <summary>The probability that letters are seen in a mirror, before calibration, 0 to 1; null where there were none to judge by.</summary>
    public double? MirroredScore { get; init; }

    /// <summary>How many tiles at reading size voted on up and down.</summary>
    public int ReadingLooks { get; init; }
}
