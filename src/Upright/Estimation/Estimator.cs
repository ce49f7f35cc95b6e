using Upright.Network;

namespace Upright.Estimation;

/// <summary>
/// Finds the angle: a glance over the whole circle, a second look at the picture turned back, tiles at reading size and
/// the lines of text where there is text; then one calibrated number for all of it.
/// </summary>
internal sealed class Estimator(OrientationNetwork network)
{
    private const int GlanceSize = 128;
    private const int AgainSize = 160;

    // What looks give to within ten degrees of their answer before no more are needed: other circles, or the other quarters again.
    private const double SureGlance = 0.9;

    // A look samples well from up to about 2.5 times its own resolution; beyond 5 it would alias.
    private const double Oversampling = 2.5;

    /// <summary>The stages' answers for one picture.</summary>
    /// <param name="page">sRGB or grey, about 1280 pixels along the longer side where the picture has them, so that a page can be read.</param>
    /// <param name="prior">Which angles are likely before one looks.</param>
    /// <param name="cancellationToken">Looked at between the stages.</param>
    public Findings Find(PixelBuffer page, AnglePrior prior, CancellationToken cancellationToken)
    {
        var seen = FindAsSeen(page, prior, cancellationToken);
        return MirrorImage.Settle(seen, Calibration.Mirrored(network.Manifest.Calibrations, seen), () => FindAsSeen(page.Mirrored(), prior, cancellationToken));
    }

    private Findings FindAsSeen(PixelBuffer page, AnglePrior prior, CancellationToken cancellationToken)
    {
        var small = page.Reduced((int)(page.ShortSide / (Oversampling * GlanceSize)));
        var glances = Glance(small);
        var glance = Combined(glances);
        var mode = glance.Mode();
        cancellationToken.ThrowIfCancellationRequested();

        // Nearly level now, up is easier to tell from down.
        RoundLook[] circles = [.. Circles.Over(small, mode.Degrees, AgainSize, most: 2)];
        var seconds = network.Ask(small, IsSure(glance) ? circles : [.. circles.SelectMany(QuarterTurns)]);
        var seen = Combined([.. glances, .. seconds]);
        var all = seen.Given(prior);
        var upright = LookAgain.NearlyUpright(seconds, all.Mode());
        if (upright.Count == 0)
        {
            // What was to be expected overruled the glance: the quarter it chose has not been seen yet.
            seconds = [.. seconds, .. network.Ask(small, [.. circles.SelectMany(look => QuarterTurns(look).Skip(1))])];
            seen = Combined([.. glances, .. seconds]);
            all = seen.Given(prior);
            upright = LookAgain.NearlyUpright(seconds, all.Mode());
        }

        var again = LookAgain.Fuse(all, upright);
        cancellationToken.ThrowIfCancellationRequested();

        var level = new Angle(90 * again.QuarterTurns);
        var quarter = all.MassWithin(level, 45);
        var fullest = upright.MaxBy(look => look.TextLines.Average())!;
        var findings = new Findings(glance, seen, again, again, all.MassWithin(again, 8), fullest.TextLines, fullest.Corners, null, 0)
        {
            Tilted = 1 - (all.MassWithin(level, 1.5) / Math.Max(quarter, double.Epsilon)),
            QuarterScore = quarter,
            Look = Area(fullest.Look, small),
        };
        return fullest.TextLines.Average() < TextStage.LeastShare
            ? findings
            : TextStage.Weigh(network, page, upright, findings, prior, cancellationToken);
    }

    /// <summary>The middle of the picture, and where that is not enough the rest of it.</summary>
    private IReadOnlyList<LookAnswer> Glance(PixelBuffer small)
    {
        RoundLook[] middle = [.. Circles.Over(small, 0, GlanceSize, most: 1)];
        var glances = network.Ask(small, [.. middle.SelectMany(QuarterTurns)]);
        return IsSure(Combined(glances))
            ? glances
            : [.. glances, .. network.Ask(small, [.. Circles.Over(small, 0, GlanceSize, most: 3).Except(middle).SelectMany(QuarterTurns)])];
    }

    private static bool IsSure(DirectionDistribution glance) => glance.MassWithin(glance.Mode(), 10) >= SureGlance;

    private static IEnumerable<RoundLook> QuarterTurns(RoundLook look) =>
        Enumerable.Range(0, 4).Select(quarter => look with { Turned = look.Turned + (90 * quarter) });

    private static LookArea Area(RoundLook look, PixelBuffer picture) =>
        new(look.CentreX / picture.Width, look.CentreY / picture.Height, new Angle(look.Turned));

    private static DirectionDistribution Combined(IReadOnlyList<LookAnswer> answers) =>
        DirectionDistribution.Combine([.. answers.Select(answer => answer.LogDirection)]);
}
