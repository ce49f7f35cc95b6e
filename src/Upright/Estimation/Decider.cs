namespace Upright.Estimation;

/// <summary>
/// Decides what to do about an answer by what it may cost: an answer is given where its expected cost is no higher than
/// that of giving none. Says nothing and changes nothing itself.
/// </summary>
internal static class Decider
{
    // What errors cost, in units of an answer that is wrong. No answer costs as much as the threshold leaves doubt.
    private const double HalfTurnOfUpright = 5; // a picture that stood right lies on its head
    private const double QuarterTurnOfUpright = 2.5; // a picture that stood right lies on its side

    /// <summary>A dead band that no residual is beyond, so that only quarter turns are carried out.</summary>
    public const double QuartersOnly = 45;

    /// <summary>The verdict.</summary>
    public static Verdict Decide(FusedEstimate answer, UprightOptions options)
    {
        var deadBand = DeadBand(answer, options);
        // Threshold 0 asks for every answer, whatever it may cost.
        return options.Threshold > 0 && Cost(answer, options) > 1 - options.Threshold ? new(Decision.Unsure, Reason(answer, options))
            : Math.Abs(answer.Angle.Degrees) <= deadBand ? new(Decision.Leave)
            : Math.Abs(answer.Angle.Degrees) > options.MaxAngle ? new(Decision.Unsure, UnsureReason.BeyondMaxAngle)
            : new(Decision.Turn);
    }

    /// <summary>Probability that what is decided is right: the quarter, and where the residual is carried out the angle to 5 degrees.</summary>
    public static double Confidence(FusedEstimate answer, UprightOptions options) =>
        answer.Quarters[0] * (CarriesOutResidual(answer, options) ? answer.ResidualProbability : 1);

    /// <summary>What the answer is expected to cost, 0 to 5.</summary>
    public static double Cost(FusedEstimate answer, UprightOptions options) =>
        QuarterCost(answer) + (CarriesOutResidual(answer, options) ? answer.Quarters[0] * (1 - answer.ResidualProbability) : 0);

    private static double QuarterCost(FusedEstimate answer) => 1 - answer.Quarters[0] + answer.Angle.QuarterTurns switch
    {
        0 => 0,
        2 => (HalfTurnOfUpright - 1) * answer.StandingProbability,
        _ => (QuarterTurnOfUpright - 1) * answer.StandingProbability,
    };

    /// <summary>
    /// The residual, in degrees, that is left alone: that of the options, or all of it where it is not sure that carrying it out
    /// brings the picture nearer to upright.
    /// </summary>
    public static double DeadBand(FusedEstimate answer, UprightOptions options) =>
        !CarriesOutResidual(answer, options) ? QuartersOnly : answer.Kind == AnswerKind.Lines ? options.TextDeadBand : options.DeadBand;

    /// <summary>The verdict about an angle that was found otherwise than by looking.</summary>
    /// <param name="angle">The answer.</param>
    /// <param name="confidence">Its probability.</param>
    /// <param name="options">Threshold, dead bands and largest angle.</param>
    public static Verdict DecideText(Angle angle, double confidence, UprightOptions options) =>
        confidence < options.Threshold ? new(Decision.Unsure, UnsureReason.DirectionUnclear)
        : Math.Abs(angle.Degrees) <= options.TextDeadBand ? new(Decision.Leave)
        : Math.Abs(angle.Degrees) > options.MaxAngle ? new(Decision.Unsure, UnsureReason.BeyondMaxAngle)
        : new(Decision.Turn);

    // Every answer is carried out whole where every answer is asked for (threshold 0).
    private static bool CarriesOutResidual(FusedEstimate answer, UprightOptions options) =>
        1 - answer.TiltProbability <= 1 - options.Threshold;

    private static UnsureReason Reason(FusedEstimate answer, UprightOptions options)
    {
        var wouldDo = 1 - answer.Quarters[0] <= 1 - options.Threshold;
        return QuarterCost(answer) <= 1 - options.Threshold ? UnsureReason.AngleUnclear
            : wouldDo && answer.Angle.QuarterTurns == 2 ? UnsureReason.DisputedHalfTurn
            : wouldDo && answer.Angle.QuarterTurns != 0 ? UnsureReason.TurnNotSureEnough
            : Contradicts(answer) ? UnsureReason.LettersAgainstViews
            : UnsureReason.DirectionUnclear;
    }

    private static bool Contradicts(FusedEstimate answer) =>
        Best(answer, EvidenceSource.Letters) is { } letters && Best(answer, EvidenceSource.Glance) is { } views && letters != views;

    private static int? Best(FusedEstimate answer, EvidenceSource source) =>
        answer.Sources.FirstOrDefault(evidence => evidence.Source == source)?.QuarterLogLikelihoods is { } quarters
            ? Enumerable.Range(0, quarters.Count).MaxBy(k => quarters[k]) : null;
}
