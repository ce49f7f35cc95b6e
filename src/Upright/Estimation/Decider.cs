namespace Upright.Estimation;

/// <summary>Decides what to do about an estimate; says nothing and changes nothing itself.</summary>
internal static class Decider
{
    // No residual is larger.
    private const double QuartersOnly = 45;

    // A picture that stood right and is turned over is the worst that can happen, and pictures that stand on their heads are
    // rarer than the calibration's: so much less doubt is allowed (docs/design/estimation.md).
    private const double HalfTurnDoubt = 0.1;

    // A photo that lies on a side is rarer than one that stands, too: 0.98 at the default threshold.
    private const double QuarterTurnDoubt = 0.4;

    // The same for pages that were read, of the vote itself: at the default threshold a vote of 0.99, at which no further tile is asked.
    private const double PageHalfTurnDoubt = 0.2;

    // Where the letters contradict all looks at the whole page, whichever way it is turned: the answers that were wrong nearly all
    // came so (docs/design/estimation.md).
    private const double ByLettersAloneDoubt = 0.05;

    // A page of a few lines is straightened from here on, in degrees: they are right to a tenth or two, and most such pages, above
    // all screenshots, stand exactly (docs/design/estimation.md).
    private const double FewLinesDeadBand = 1;

    // Of the doubt that the threshold allows, how much may be about whether it is a tilt (docs/design/estimation.md).
    private const double TiltDoubt = 0.3;

    /// <summary>The verdict about what the stages found: also unsure where their readings disagree about a half turn, unless every answer was asked for (threshold 0).</summary>
    /// <param name="findings">What they found.</param>
    /// <param name="confidence">Calibrated probability of the angle.</param>
    /// <param name="quarter">Calibrated probability of its quarter turn, on which everything rests where no residual is carried out.</param>
    /// <param name="options">Threshold, dead bands and largest angle.</param>
    public static Verdict Decide(Findings findings, double confidence, double quarter, UprightOptions options)
    {
        var deadBand = DeadBand(findings, options);
        var verdict = Decide(findings.Angle, deadBand < QuartersOnly ? confidence : quarter, deadBand, options);
        return options.Threshold == 0 || verdict.Decision == Decision.Unsure ? verdict
            : !HalfTurnCheck.Agrees(findings) ? new(Decision.Unsure, UnsureReason.DisputedHalfTurn)
            : HalfTurnCheck.IsByLettersAlone(findings) && 1 - findings.Score > ByLettersAloneDoubt * (1 - options.Threshold) ? new(Decision.Unsure, UnsureReason.LettersAgainstLooks)
            : IsDoubtfulTurn(findings, deadBand, quarter, options) ? new(Decision.Unsure, UnsureReason.TurnNotSureEnough)
            : verdict;
    }

    // Turns by quarters must be surer than leaving the picture.
    private static bool IsDoubtfulTurn(Findings findings, double deadBand, double quarter, UprightOptions options)
    {
        var doubt = 1 - options.Threshold;
        var isHalf = HalfTurnCheck.IsHalfTurn(findings.Angle);
        if (isHalf && (findings.HasLegibleLines || findings.IsReadAlone))
        {
            return 1 - findings.Score > PageHalfTurnDoubt * doubt;
        }

        return (deadBand >= QuartersOnly || findings.IsReadAlone) && findings.Angle.QuarterTurns != 0 && 1 - quarter > (isHalf ? HalfTurnDoubt : QuarterTurnDoubt) * doubt;
    }

    /// <summary>
    /// The residual, in degrees, that is left alone. Photos have many small tilts that their makers meant, and the network has its own error:
    /// without lines of letters (rows of seats and bricks look like lines, too) only what is surely a tilt is corrected, or a degree and more of which few lines of letters say the same, otherwise no more than quarter turns; every answer, if asked for (threshold 0).
    /// </summary>
    /// <param name="findings">What the stages found.</param>
    /// <param name="options">Threshold and dead bands.</param>
    public static double DeadBand(Findings findings, UprightOptions options) =>
        findings is { HasLegibleLines: true, HasSureLines: true } ? options.TextDeadBand
        : options.Threshold == 0 || 1 - findings.Tilted <= TiltDoubt * (1 - options.Threshold) ? options.DeadBand
        : findings.HasLegibleLines ? findings.AreRules ? options.DeadBand : Math.Max(FewLinesDeadBand, options.DeadBand)
        : QuartersOnly;

    /// <summary>The verdict by the options' threshold, dead bands and largest angle.</summary>
    /// <param name="angle">The answer.</param>
    /// <param name="confidence">Its calibrated probability.</param>
    /// <param name="deadBand">The residual, in degrees, that is left alone.</param>
    /// <param name="options">Threshold, dead bands and largest angle.</param>
    public static Verdict Decide(Angle angle, double confidence, double deadBand, UprightOptions options) =>
        confidence < options.Threshold ? new(Decision.Unsure)
        : Math.Abs(angle.Degrees) <= deadBand ? new(Decision.Leave)
        : Math.Abs(angle.Degrees) > options.MaxAngle ? new(Decision.Unsure, UnsureReason.BeyondMaxAngle)
        : new(Decision.Turn);
}
