namespace Upright.Estimation;

/// <summary>The answer: the distribution over quarters, the residual and its error, and everything they rest on.</summary>
internal sealed record FusedEstimate
{
    /// <summary>Two angles that differ by no more are the same answer, in degrees: what confidence speaks of.</summary>
    public const double SameAngle = 5;

    /// <summary>What was seen.</summary>
    public required Observations Observations { get; init; }

    /// <summary>What the answer rests on.</summary>
    public required AnswerKind Kind { get; init; }

    /// <summary>Probability that the picture is a page.</summary>
    public required double PageProbability { get; init; }

    /// <summary>How plainly what was seen are lines of letters, 0 to 1.</summary>
    public required double Prose { get; init; }

    /// <summary>The most probable turn.</summary>
    public required Angle Angle { get; init; }

    /// <summary>Probability of each further quarter turn from the answer; entry 0 is the answer's own quarter.</summary>
    public required IReadOnlyList<double> Quarters { get; init; }

    /// <summary>The same if the sources say anything of this picture: the part that more evidence can change.</summary>
    public required IReadOnlyList<double> BelievedQuarters { get; init; }

    /// <summary>Standard error of the angle in degrees, if its quarter is right.</summary>
    public required double Error { get; init; }

    /// <summary>Probability that the angle is within <see cref="SameAngle"/> of the truth, if its quarter is right.</summary>
    public required double ResidualProbability { get; init; }

    /// <summary>Probability that carrying out the residual brings the picture nearer to upright than leaving it.</summary>
    public required double TiltProbability { get; init; }

    /// <summary>The numbers it was weighed by.</summary>
    public required FusionFeatures Features { get; init; }

    /// <summary>What each source says.</summary>
    public required IReadOnlyList<SourceEvidence> Sources { get; init; }

    /// <summary>What the answer would have been after the first look; null where it was the answer, or there was no text in it.</summary>
    public FusedEstimate? AtFirst { get; init; }

    /// <summary>Whether lines or rules tell the residual.</summary>
    public bool IsMeasured => Kind is AnswerKind.Lines or AnswerKind.FewLines or AnswerKind.Rules;

    /// <summary>Probability that the picture, as it is, stands within 45 degrees of upright.</summary>
    public double StandingProbability => Quarters[(4 - Angle.QuarterTurns) % 4];

    /// <summary>The same of the picture with left and right exchanged.</summary>
    public FusedEstimate Exchanged() => this with
    {
        Observations = Observations.Exchanged(),
        AtFirst = AtFirst?.Exchanged(),
        Angle = -Angle,
        Quarters = Exchanged(Quarters),
        BelievedQuarters = Exchanged(BelievedQuarters),
        Sources = [.. Sources.Select(source => source with
        {
            QuarterLogLikelihoods = source.QuarterLogLikelihoods is { } quarters ? Exchanged(quarters) : null,
            Residual = -source.Residual,
        })],
    };

    private static double[] Exchanged(IReadOnlyList<double> quarters) => [quarters[0], quarters[3], quarters[2], quarters[1]];
}
