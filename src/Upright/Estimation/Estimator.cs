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
        var text = new TextStage(network, page, prior, cancellationToken);
        RoundLook[] middle = [.. Circles.Over(small, 0, GlanceSize, most: 1)];
        var glances = network.Ask(small, [.. middle.SelectMany(QuarterTurns)]);
        var glance = Combined(glances);
        var all = glance.Given(prior);
        var upright = LookAgain.NearlyUpright(glances, all.Mode());
        if (text.AtAGlance(upright, Found(small, glance, glance, all, upright)) is { } read)
        {
            return read;
        }

        if (!IsSure(glance))
        {
            // The rest of a long picture.
            glances = [.. glances, .. network.Ask(small, [.. Circles.Over(small, 0, GlanceSize, most: 3).Except(middle).SelectMany(QuarterTurns)])];
            glance = Combined(glances);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return LookedAtAgain(small, glances, glance, prior, text);
    }

    /// <summary>Nearly level now, up is easier to tell from down.</summary>
    private Findings LookedAtAgain(PixelBuffer small, IReadOnlyList<LookAnswer> glances, DirectionDistribution glance, AnglePrior prior, TextStage text)
    {
        RoundLook[] circles = [.. Circles.Over(small, glance.Mode().Degrees, AgainSize, most: 2)];
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

        return text.Weigh(upright, Found(small, glance, seen, all, upright));
    }

    /// <summary>What looks at the whole picture say.</summary>
    /// <param name="picture">What was looked at.</param>
    /// <param name="glance">The distribution after the first glance.</param>
    /// <param name="seen">That of all looks.</param>
    /// <param name="all">The same given what was to be expected.</param>
    /// <param name="upright">The looks in which the picture stands all but upright.</param>
    private static Findings Found(PixelBuffer picture, DirectionDistribution glance, DirectionDistribution seen, DirectionDistribution all, IReadOnlyList<LookAnswer> upright)
    {
        var angle = LookAgain.Fuse(all, upright);
        var level = new Angle(90 * angle.QuarterTurns);
        var quarter = all.MassWithin(level, 45);
        var fullest = upright.MaxBy(look => look.TextLines.Average())!;
        return new Findings(glance, seen, angle, angle, all.MassWithin(angle, 8), fullest.TextLines, fullest.Corners, null, 0)
        {
            Tilted = 1 - (all.MassWithin(level, 1.5) / Math.Max(quarter, double.Epsilon)),
            QuarterScore = quarter,
            Look = Area(fullest.Look, picture),
        };
    }

    private static bool IsSure(DirectionDistribution glance) => glance.MassWithin(glance.Mode(), 10) >= SureGlance;

    private static IEnumerable<RoundLook> QuarterTurns(RoundLook look) =>
        Enumerable.Range(0, 4).Select(quarter => look with { Turned = look.Turned + (90 * quarter) });

    private static LookArea Area(RoundLook look, PixelBuffer picture) =>
        new(look.CentreX / picture.Width, look.CentreY / picture.Height, new Angle(look.Turned));

    private static DirectionDistribution Combined(IReadOnlyList<LookAnswer> answers) =>
        DirectionDistribution.Combine([.. answers.Select(answer => answer.LogDirection)]);
}
