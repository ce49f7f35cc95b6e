namespace Upright.Estimation;

/// <summary>Decides what to do about an estimate; says nothing and changes nothing itself.</summary>
internal static class Decider
{
    /// <summary>The decision about what the stages found: also unsure where their readings disagree about a half turn, unless every answer was asked for (threshold 0).</summary>
    /// <param name="findings">What they found.</param>
    /// <param name="confidence">Its calibrated probability.</param>
    /// <param name="options">Threshold, dead bands and largest angle.</param>
    public static Decision Decide(Findings findings, double confidence, UprightOptions options) =>
        options.Threshold == 0 || HalfTurnCheck.Agrees(findings)
            ? Decide(findings.Angle, confidence, findings.TextLines is not null, options)
            : Decision.Unsure;

    /// <summary>The decision by the options' threshold, dead bands and largest angle.</summary>
    /// <param name="angle">The answer.</param>
    /// <param name="confidence">Its calibrated probability.</param>
    /// <param name="hasTextAngle">Whether lines of text were measured: they are good to far less than a photo's horizon.</param>
    /// <param name="options">Threshold, dead bands and largest angle.</param>
    public static Decision Decide(Angle angle, double confidence, bool hasTextAngle, UprightOptions options) =>
        confidence < options.Threshold ? Decision.Unsure
        : Math.Abs(angle.Degrees) <= (hasTextAngle ? options.TextDeadBand : options.DeadBand) ? Decision.Leave
        : Math.Abs(angle.Degrees) > options.MaxAngle ? Decision.Unsure
        : Decision.Turn;
}
