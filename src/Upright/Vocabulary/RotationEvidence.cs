namespace Upright;

/// <summary>What every source said on the way to an estimate, and what was made of it.</summary>
public sealed record RotationEvidence
{
    /// <summary>What the answer rests on.</summary>
    public required AnswerKind Kind { get; init; }

    /// <summary>Probability, 0 to 1, that the picture is a page: paper, a screenshot, anything whose letters say how it stands.</summary>
    public required double PageProbability { get; init; }

    /// <summary>What each source said; those that were not asked are not there.</summary>
    public required IReadOnlyList<SourceEvidence> Sources { get; init; }

    /// <summary>Probability of each of the four hypotheses that the picture must be turned by the answer's residual and 0, 90, 180 or 270 degrees.</summary>
    public required IReadOnlyList<double> QuarterProbabilities { get; init; }

    /// <summary>The angle of the lines or rules that tell the residual, in the quarter of the answer; null where none do.</summary>
    public Angle? TextLines { get; init; }

    /// <summary>Probability, 0 to 1, that carrying out the residual brings the picture nearer to upright than leaving it.</summary>
    public required double TiltProbability { get; init; }

    /// <summary>The probability that letters are seen in a mirror, before calibration, 0 to 1; null where there were none to judge by.</summary>
    public double? MirroredScore { get; init; }
}
