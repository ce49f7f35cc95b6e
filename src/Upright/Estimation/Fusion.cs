using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>Weighs what was seen: a residual with its error, a distribution over the quarters, and what they rest on.</summary>
/// <param name="prior">How likely each turn is before looking.</param>
/// <param name="parameters">The fitted numbers.</param>
internal sealed class Fusion(AnglePrior prior, FusionParameters parameters)
{
    private const int Quarters = 4;

    // Views answer with a peak of a few degrees; how much of their probability lies around it says how sure they are.
    private const double PeakReach = 8;
    private const double SectorReach = 45;

    // A peak this near to a sector's edge is the slope of one outside.
    private const double SlopeReach = 7.5;

    // A tile stands level or on end, so that what it says of another residual is noise.
    private const double TileReach = 15;

    // The most certain that one view can be of anything: none may rule a quarter out.
    private const double Floor = 0.002;

    // Corners are trained for small residuals; further from the peak they only say that something is unclear.
    private const double CornerReach = 6;

    // Views of a page are now and then off by two or three degrees, however narrow their peak: where lines or rules were measured
    // they say which of these to believe, and do not contradict the right ones.
    private const double LeastErrorBesideLines = 1.2;

    // A photographer's tilt, in degrees, below which a picture counts as meant to be level.
    private const double Meant = 1.5;

    /// <summary>The answer.</summary>
    public FusedEstimate Fuse(Observations seen)
    {
        var views = seen.Seen;
        // Where lines can be measured, how they lie says more than what was expected.
        var peak = IsAnyMeasured(seen) ? views.Mode() : views.Given(prior).Mode();
        var (seenAt, mass, deviation) = Described(views, peak, seen.CornerAngle);
        var page = PageProbability(seen, seenAt);
        var byViews = OfViews(seenAt, mass, deviation, page);
        List<ResidualMeasurement> measurements = [IsAnyMeasured(seen) ? byViews with { Error = Math.Max(byViews.Error, LeastErrorBesideLines) } : byViews];
        Measure(seen.Lines, EvidenceSource.Lines, isAround: seen.Outline is not null);
        Measure(seen.Rules, EvidenceSource.Rules, isAround: seen.Outline is not null);
        Measure(seen.LinesAlone, EvidenceSource.Lines, isAround: false);
        Measure(seen.RulesAlone, EvidenceSource.Rules, isAround: false);
        if (seen.Outline is { } outline)
        {
            measurements.Add(OfOutline(outline, page));
        }

        var residual = ResidualModel.Fuse(measurements);
        var near = Level(residual.Degrees, peak);
        var evidence = QuarterEvidence(seen, near);
        var expected = Expected(near, isMeasured: residual.Leading is EvidenceSource.Lines or EvidenceSource.Rules);
        var prose = Prose(seen);
        var (quarters, believed) = QuarterModel.Probabilities(expected, evidence, page, prose, parameters);
        var best = Enumerable.Range(0, Quarters).MaxBy(k => quarters[k]);
        var angle = near + new Angle(90 * best);
        if (best != 0 && residual.Leading is not (EvidenceSource.Lines or EvidenceSource.Rules or EvidenceSource.Outline))
        {
            // The views may have a peak of their own in that quarter.
            var peakThere = views.Around(angle, SectorReach).Mode();
            angle = peakThere.DistanceTo(angle) < SectorReach - SlopeReach ? peakThere : angle;
        }

        var tilted = 1 - (views.MassWithin(new Angle(90 * angle.QuarterTurns), Meant) / Math.Max(views.MassWithin(new Angle(90 * angle.QuarterTurns), SectorReach), Floor));
        var kind = Kind(seen, residual, page);
        return new FusedEstimate
        {
            Observations = seen,
            Kind = kind,
            PageProbability = page,
            Prose = prose,
            Angle = angle,
            Quarters = From(quarters, best),
            BelievedQuarters = From(believed, best),
            Error = residual.Error,
            ResidualProbability = residual.Near,
            TiltProbability = TiltProbability(kind, angle, residual, byViews, Logit(tilted)),
            Features = new(near, byViews.Degrees, mass, deviation, Logit(tilted), residual.Trust),
            Sources = [.. Sources(measurements, evidence, expected, near, angle)],
        };

        void Measure(TextLineAngle? lines, EvidenceSource source, bool isAround)
        {
            if (lines is { } known)
            {
                measurements.Add(OfLines(known, source, seen.LetterClarity, page, isAround));
            }
        }
    }

    private static bool IsAnyMeasured(Observations seen) => (seen.Lines ?? seen.Rules ?? seen.LinesAlone ?? seen.RulesAlone) is not null;

    private static double[] From(double[] quarters, int first) => [.. quarters[first..], .. quarters[..first]];

    /// <summary>The nearest angle at which lines lie level or stand on end: they look alike every 90 degrees.</summary>
    public static Angle Level(double degrees, Angle near) => new(near.Degrees + Math.IEEERemainder(degrees - near.Degrees, 90));

    private static AnswerKind Kind(Observations seen, FusedResidual residual, double page) => (residual.Leading, page >= 0.5) switch
    {
        (_, false) => AnswerKind.Photo,
        (EvidenceSource.Rules, true) => AnswerKind.Rules,
        (EvidenceSource.Lines, true) => (seen.LinesAlone ?? seen.Lines) is { IsSurelyText: true } ? AnswerKind.Lines : AnswerKind.FewLines,
        _ => AnswerKind.Words,
    };

    private double PageProbability(Observations seen, Angle seenAt)
    {
        var lines = Most(seen.LinesAlone, seen.Lines, measured => measured.Confidence);
        var rules = Most(seen.RulesAlone, seen.Rules, measured => measured.Evidence.Edges);
        return new LinearModel(parameters.Page).Probability(
            ("confidence", lines?.Confidence ?? 0),
            ("edges", Math.Log(1 + (lines?.Evidence.Edges ?? 0))),
            ("sharpness", lines is { } known ? Math.Log(0.1 + known.Evidence.Sharpness) : 0),
            ("lead", lines?.Evidence.Lead ?? 0),
            ("rules", Math.Log(1 + (rules?.Evidence.Edges ?? 0))),
            ("clarity", seen.LetterClarity),
            ("tiles", seen.Tiles.Count > 0 ? 1 : 0),
            ("text", Math.Sqrt(seen.TextShare)),
            ("closer_look", seen.CloserLook is null || seen.Outline is not null ? 0 : 1),
            ("outline", seen.Outline?.Fill ?? 0),
            ("glance", QuarterModel.Lead(Masses(seen.Glance, seenAt, SectorReach))),
            ("second_look", seen.SecondLook is { } second ? QuarterModel.Lead(Masses(second, seenAt, SectorReach)) : 0),
            ("looked_again", seen.SecondLook is null ? 0 : 1),
            ("page_network", seen.PageNetwork?.Decisiveness ?? 0),
            ("page_parts", seen.PageParts?.Decisiveness ?? 0),
            ("page_accord", seen.PageNetwork is { } whole && seen.PageParts is { } parts ? whole.With(parts).Decisiveness : 0),
            ("page_asked", seen.PageNetwork is null ? 0 : 1));
    }

    /// <summary>How plainly what is seen are lines of letters, 0 to 1, which the sources read more surely than tables, a few words or a thing on a desk.</summary>
    private double Prose(Observations seen) => seen is { Lines: { } lines, Outline: null }
        ? Math.Clamp((lines.Confidence - parameters.LeastProse) / (parameters.PlainProse - parameters.LeastProse), 0, 1)
        : 0;

    private static TextLineAngle? Most(TextLineAngle? first, TextLineAngle? second, Func<TextLineAngle, double> by) =>
        first is { } one && second is { } other ? (by(one) >= by(other) ? one : other) : first ?? second;

    /// <summary>The turn that views say; logit of the share of its quarter's probability that lies around it; logarithm of the deviation there.</summary>
    private static (Angle Angle, double Mass, double Deviation) Described(DirectionDistribution views, Angle peak, Angle corners)
    {
        var difference = (corners - peak).Degrees;
        var angle = Math.Abs(difference) > CornerReach ? peak : new Angle(peak.Degrees + (difference / 2));
        return (
            angle,
            Logit(views.MassWithin(angle, PeakReach) / Math.Max(views.MassWithin(angle, SectorReach), Floor)),
            Math.Log(views.Deviation(angle, PeakReach) + 0.1));
    }

    private ResidualMeasurement OfViews(Angle angle, double mass, double deviation, double page) => new(
        EvidenceSource.Glance,
        angle.Degrees,
        Math.Exp(new LinearModel(parameters.ViewsError).Value(("deviation", deviation), ("page", page))),
        new LinearModel(parameters.ViewsTrust).Probability(("mass", mass), ("deviation", deviation), ("page", page)));

    private ResidualMeasurement OfLines(TextLineAngle lines, EvidenceSource source, double clarity, double page, bool isAround)
    {
        var (trust, error) = source == EvidenceSource.Lines ? (parameters.LinesTrust, parameters.LinesError) : (parameters.RulesTrust, parameters.RulesError);
        return new(
            source,
            lines.Degrees,
            Error(error, lines.Spread),
            new LinearModel(trust).Probability(
                ("confidence", lines.Confidence),
                ("edges", Math.Log(1 + lines.Evidence.Edges)),
                ("sharpness", Math.Log(Math.Max(lines.Evidence.Sharpness, 0.1))),
                ("lead", lines.Evidence.Lead),
                ("spread", Math.Log(lines.Spread + 0.003)),
                ("clarity", clarity),
                ("page", page),
                ("around", isAround ? 1 : 0)));
    }

    private ResidualMeasurement OfOutline(SubjectOutline outline, double page) => new(
        EvidenceSource.Outline,
        outline.Level.Degrees,
        Error(parameters.OutlineError, 1 - outline.Fill),
        new LinearModel(parameters.OutlineTrust).Probability(("fill", outline.Fill), ("share", Math.Sqrt(outline.Share)), ("page", page)));

    private static double Error(Dictionary<string, double> fitted, double spread) =>
        double.Hypot(fitted.GetValueOrDefault("floor"), fitted.GetValueOrDefault("scale") * spread);

    private Dictionary<EvidenceSource, double[]> QuarterEvidence(Observations seen, Angle near)
    {
        Dictionary<EvidenceSource, double[]> evidence = new() { [EvidenceSource.Glance] = Masses(seen.Glance, near, SectorReach) };
        Add(EvidenceSource.SecondLook, seen.SecondLook);
        Add(EvidenceSource.CloserLook, seen.CloserLook);
        Add(EvidenceSource.LargeNetwork, seen.LargeNetwork);
        if (seen.PageNetwork is { } page)
        {
            evidence[EvidenceSource.PageNetwork] = page.For(near);
        }

        if (seen.PageParts is { } parts)
        {
            evidence[EvidenceSource.PageParts] = parts.For(near);
        }

        Read(EvidenceSource.Letters, seen.Tiles);
        Read(EvidenceSource.LargerLetters, seen.LargerTiles);
        return evidence;

        void Read(EvidenceSource source, IReadOnlyList<DirectionDistribution> tiles)
        {
            if (tiles.Count == 0)
            {
                return;
            }

            var sums = new double[Quarters];
            foreach (var tile in tiles)
            {
                var masses = Masses(tile, near, TileReach);
                for (var k = 0; k < Quarters; k++)
                {
                    sums[k] += masses[k] / Math.Pow(tiles.Count, parameters.TileDependence);
                }
            }

            evidence[source] = sums;
        }

        void Add(EvidenceSource source, DirectionDistribution? distribution)
        {
            if (distribution is not null)
            {
                evidence[source] = Masses(distribution, near, SectorReach);
            }
        }
    }

    private static double[] Masses(DirectionDistribution distribution, Angle near, double reach) =>
        [.. Enumerable.Range(0, Quarters).Select(k => Math.Log(distribution.MassWithin(near + new Angle(90 * k), reach) + Floor))];

    // Where lines tell the residual, however rare it is, only the quarters are compared.
    private double[] Expected(Angle near, bool isMeasured) => [.. Enumerable.Range(0, Quarters).Select(k =>
        Math.Log(isMeasured ? prior.DensityAt(near + new Angle(90 * k)) : prior.MassWithin(new Angle(90 * (near + new Angle(90 * k)).QuarterTurns), SectorReach)))];

    /// <summary>Probability that carrying out the residual brings the picture nearer to level: that the truth lies beyond half of it.</summary>
    private double TiltProbability(AnswerKind kind, Angle angle, FusedResidual residual, ResidualMeasurement views, double tilted)
    {
        var size = Math.Abs(angle.Residual);
        if (kind is AnswerKind.Photo or AnswerKind.Words)
        {
            return new LinearModel(parameters.Tilt).Probability(("tilted", tilted), ("trust", Logit(residual.Trust)), ("size", Math.Log(size + 0.3)), ("error", Math.Log(residual.Error)));
        }

        // Where the lines are wrong, what the views say remains.
        var seen = Level(views.Degrees, angle).Residual * Math.Sign(angle.Residual);
        var otherwise = views.Trust * Normal.Below((seen - (size / 2)) / views.Error);
        return (residual.Trust * Normal.Below(size / (2 * residual.Error))) + ((1 - residual.Trust) * otherwise);
    }

    private static IEnumerable<SourceEvidence> Sources(
        List<ResidualMeasurement> measurements, Dictionary<EvidenceSource, double[]> evidence, double[] expected, Angle near, Angle answer)
    {
        yield return new(EvidenceSource.Expectation, InQuarters(expected, near));
        foreach (var (source, likelihoods) in evidence)
        {
            var views = source == EvidenceSource.Glance ? measurements[0] : null;
            yield return new(source, InQuarters(likelihoods, near), views is null ? null : Level(views.Degrees, answer).Residual, views?.Error, views?.Trust);
        }

        foreach (var measurement in measurements.Skip(1))
        {
            yield return new(measurement.Source, null, Level(measurement.Degrees, answer).Residual, measurement.Error, measurement.Trust);
        }
    }

    /// <summary>Log-likelihoods of the quarters from an angle on as those of 0, 90, 180 and 270 degrees and the residual.</summary>
    private static double[] InQuarters(double[] fromNear, Angle near) =>
        [.. Enumerable.Range(0, Quarters).Select(k => fromNear[(k - near.QuarterTurns + Quarters) % Quarters])];

    private static double Logit(double probability)
    {
        var kept = Math.Clamp(probability, 1e-4, 1 - 1e-4);
        return Math.Log(kept / (1 - kept));
    }
}
