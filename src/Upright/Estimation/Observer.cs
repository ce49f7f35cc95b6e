using Upright.Network;

namespace Upright.Estimation;

/// <summary>
/// Looks at a picture, the cheapest source first, until the answer is settled: a glance over the whole circle, text lines and
/// letters, a second look at the picture turned back, a closer one where text fills a part of it, and the second opinions.
/// </summary>
/// <param name="networks">The networks.</param>
/// <param name="page">The picture, about 1280 pixels along its longer side where it has them, so that a page can be read.</param>
/// <param name="fuse">Weighs what was seen so far.</param>
/// <param name="isSettled">Whether an answer needs no more evidence.</param>
/// <param name="effort">Which networks may be asked.</param>
/// <param name="isThorough">Whether every source is asked.</param>
/// <param name="isCutOut">Whether the picture is one thing that was cut out of its surroundings.</param>
/// <param name="cancellationToken">Looked at between the sources.</param>
internal sealed class Observer(
    Networks networks, SeenPicture page, Func<Observations, FusedEstimate> fuse, Func<FusedEstimate, bool> isSettled, Effort effort, bool isThorough, bool isCutOut, CancellationToken cancellationToken)
{
    private const int GlanceSize = 128;
    private const int AgainSize = 160;

    // A view samples well from up to about 2.5 times its own resolution; beyond 5 it would alias.
    private const double Oversampling = 2.5;

    // What views give to within ten degrees of their answer before no more are needed: other circles, or the other quarters again.
    private const double SureView = 0.9;

    /// <summary>Below this share of a view covered by text, text is not asked, and no lines are measured.</summary>
    private const double LeastText = 0.002;
    private const double LeastLines = 0.01;

    private const double LeastDirection = 0.8;

    // Lines of letters that are trusted so far, and exact to so many degrees, need no rules beside them.
    private const double SureResidual = 0.98;
    private const double ExactResidual = 0.01;

    private readonly int reduction = Math.Max(1, (int)(page.Pixels.ShortSide / (Oversampling * GlanceSize)));
    private readonly PageLines pageLines = new(page.Pixels);
    private readonly List<TileReading> tiles = [];
    private FusedEstimate? atFirst;

    /// <summary>The answer when it is settled, or everything was asked.</summary>
    public FusedEstimate Observe()
    {
        if (reduction == 1)
        {
            return WithHand(Observe(page)) with { AtFirst = atFirst };
        }

        using SeenPicture small = new(page.Pixels.Reduced(reduction));
        return WithHand(Observe(small)) with { AtFirst = atFirst };
    }

    /// <summary>The same, weighed with the letters' hand where only what came after them made clear which way up they stand.</summary>
    private FusedEstimate WithHand(FusedEstimate answer)
    {
        var seen = WithHand(answer.Observations, answer);
        return ReferenceEquals(seen, answer.Observations) ? answer : fuse(seen);
    }

    /// <summary>Whether letters are seen in a mirror; those that do not say which way up they stand say nothing of their hand.</summary>
    private Observations WithHand(Observations seen, FusedEstimate answer) =>
        seen is { Mirrored: null, Outline: null } && tiles.Count > 0 && answer.Quarters[0] >= LeastDirection
            ? seen with { Mirrored = TileReading.Mirrored(networks.Small, page, tiles, answer.Angle) }
            : seen;

    private FusedEstimate Observe(SeenPicture small)
    {
        RoundView[] middle = [.. Circles.Over(small.Pixels, 0, GlanceSize, most: 1)];
        var glances = Standing(small, middle[0]);
        if (Briefly(glances, small) is { } brief)
        {
            if (IsEnough(brief))
            {
                return brief;
            }

            atFirst = brief;
        }

        glances = [.. glances, .. networks.Small.Ask(small, [.. middle.SelectMany(QuarterTurns).Except(glances.Select(glance => glance.View))])];
        var seen = Described(OfViews(Combined(glances)), glances, small);
        if (seen.TextShare >= LeastLines)
        {
            seen = WithText(seen, Upright(glances, seen));
            if (fuse(seen) is { IsMeasured: true } read && IsEnough(read))
            {
                return read;
            }
        }

        if (!IsSure(seen.Glance))
        {
            // The rest of a long picture.
            glances = [.. glances, .. networks.Small.Ask(small, [.. Circles.Over(small.Pixels, 0, GlanceSize, most: 3).Except(middle).SelectMany(QuarterTurns)])];
            seen = seen with { Glance = Combined(glances) };
        }

        cancellationToken.ThrowIfCancellationRequested();
        return LookAgainAt(small, seen);
    }

    /// <summary>Nearly level now, up is easier to tell from down.</summary>
    private FusedEstimate LookAgainAt(SeenPicture small, Observations seen)
    {
        RoundView[] circles = [.. Circles.Over(small.Pixels, fuse(seen).Angle.Degrees, AgainSize, most: 2)];
        var again = networks.Small.Ask(small, IsSure(seen.Glance) ? circles : [.. circles.SelectMany(QuarterTurns)]);
        seen = seen with { SecondLook = Combined(again) };
        if (Upright(again, seen).Count == 0)
        {
            // The quarter that is answered now has not been seen yet.
            again = [.. again, .. networks.Small.Ask(small, [.. circles.SelectMany(view => QuarterTurns(view).Skip(1))])];
            seen = seen with { SecondLook = Combined(again) };
        }

        seen = Described(seen, again, small);
        var upright = Upright(again, seen);
        if (seen.TextShare >= LeastText)
        {
            seen = WithText(seen, upright);
        }

        var answer = fuse(seen);
        if (IsEnough(answer))
        {
            return answer;
        }

        if (seen.TextShare >= LeastText || seen.Lines is not null)
        {
            answer = LookCloser(seen, upright, answer);
        }

        if (isCutOut)
        {
            return answer;
        }

        if (!isSettled(answer) && OutlineFinder.Find(page.Pixels) is { } outline)
        {
            // In a thorough run, too, only where it is needed, so that what is fitted on is what happens.
            answer = LookAtAlone(answer.Observations, outline);
        }

        if (IsSettled(answer) || effort == Effort.Quick || networks.Large is not { } large)
        {
            return answer;
        }

        cancellationToken.ThrowIfCancellationRequested();
        RoundView[] views = [.. Circles.Over(small.Pixels, answer.Angle.Degrees, AgainSize, most: 2).SelectMany(QuarterTurns)];
        return fuse(answer.Observations with { LargeNetwork = Combined(large.Ask(small, views)) });
    }

    /// <summary>The picture as it is, and where it is not upright so, turned back by quarters too.</summary>
    private IReadOnlyList<ViewAnswer> Standing(SeenPicture small, RoundView view)
    {
        var first = networks.Small.Ask(small, [view]);
        var turns = Combined(first).Mode().QuarterTurns;
        return turns == 0 ? first : [.. first, .. networks.Small.Ask(small, [QuarterTurns(view).ElementAt(turns)])];
    }

    /// <summary>With the least that a plain page needs: its lines, and two tiles of letters, each seen one way up; null where no lines can be measured.</summary>
    private FusedEstimate? Briefly(IReadOnlyList<ViewAnswer> views, SeenPicture small)
    {
        var seen = OfViews(Combined(views));
        if (Upright(views, seen).Count == 0)
        {
            return null;
        }

        seen = Described(seen, views, small);
        if (seen.TextShare < LeastLines || WithLines(seen) is not { IsMeasured: true } answer)
        {
            return null;
        }

        tiles.AddRange(ReadingViews.AskBriefly(networks.Small, page, Upright(views, answer.Observations), answer.Angle));
        return WithHand(fuse(answer.Observations with { Tiles = Read() }));
    }

    private static Observations OfViews(DirectionDistribution glance) => new() { Glance = glance, CornerAngle = default, TextLineDensity = [], Corners = [] };

    private Observations WithText(Observations seen, IReadOnlyList<ViewAnswer> upright)
    {
        var answer = WithLines(seen);
        seen = answer.Observations;
        // Where the quarter is sure and nothing was measured, letters would change nothing.
        if (seen.Tiles.Count > 0 || (IsSettled(answer) && seen.Lines is null && seen.Rules is null))
        {
            return seen;
        }

        TileReading[] known = [.. tiles];
        tiles.Clear();
        foreach (var tile in ReadingViews.Ask(networks.Small, page, upright, answer.Angle, known))
        {
            tiles.Add(tile);
            seen = seen with { Tiles = Read() };
            answer = fuse(seen);
            if (IsSettled(answer))
            {
                break;
            }
        }

        return WithHand(seen, answer);
    }

    private FusedEstimate WithLines(Observations seen)
    {
        var answer = fuse(seen);
        var isSure = IsSure(seen.Glance);
        if (seen.TextShare < LeastLines && !isSure)
        {
            return answer;
        }

        seen = seen with { Lines = pageLines.Lines(answer.Angle, isSure) ?? seen.Lines };
        cancellationToken.ThrowIfCancellationRequested();
        answer = fuse(seen);
        return isThorough || answer.Features.ResidualTrust < SureResidual || answer.Error > ExactResidual
            ? fuse(seen with { Rules = pageLines.Rules(answer.Angle, isSure) ?? seen.Rules })
            : answer;
    }

    private DirectionDistribution[] Read() => [.. tiles.Select(tile => tile.Direction)];

    /// <summary>At the one thing before its surroundings, cut out, with all sources once more.</summary>
    private FusedEstimate LookAtAlone(Observations seen, SubjectOutline outline)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using SeenPicture cut = new(outline.CutOut(page.Pixels));
        Observer observer = new(networks, cut, Fused, IsSettledWhole, effort, isThorough, isCutOut: true, cancellationToken);
        return fuse(seen.With(outline, observer.Observe().Observations));

        // All that was seen of the whole counts, too; the part's own angle is what places its views.
        FusedEstimate Fused(Observations alone)
        {
            var whole = fuse(seen.With(outline, alone));
            return whole with { Angle = whole.Angle - outline.Level, Observations = alone };
        }

        bool IsSettledWhole(FusedEstimate alone) => isSettled(alone with { Angle = alone.Angle + outline.Level });
    }

    /// <summary>Where the text is, at its own size, and with the eyes of the page network.</summary>
    private FusedEstimate LookCloser(Observations seen, IReadOnlyList<ViewAnswer> upright, FusedEstimate answer)
    {
        if (IsSettled(answer))
        {
            return Witnessed(seen, TextRegion.Whole(page.Pixels), answer.Angle);
        }

        var region = upright.Count == 0 ? null : TextRegion.Of(page.Pixels, upright.MaxBy(view => view.TextLines.Average())!, reduction);
        if (region is not null)
        {
            RoundView closer = new(region.CentreX, region.CentreY, region.LongSide, answer.Angle.Degrees, AgainSize);
            seen = seen with { CloserLook = Combined(networks.Small.Ask(page, [.. QuarterTurns(closer)])) };
        }

        if (effort == Effort.Quick)
        {
            return fuse(seen);
        }

        seen = seen with { LargerTiles = [.. ReadingViews.AskLarger(networks.Small, page, upright, answer.Angle).Select(tile => tile.Direction)] };
        answer = fuse(seen);
        if (IsEnough(answer))
        {
            return answer;
        }

        return Witnessed(seen, region ?? TextRegion.Whole(page.Pixels), answer.Angle);
    }

    /// <summary>With the eyes of the page network: of the whole text and, where that leaves a doubt, of its parts.</summary>
    private FusedEstimate Witnessed(Observations seen, TextRegion region, Angle level)
    {
        cancellationToken.ThrowIfCancellationRequested();
        seen = seen with { PageNetwork = new PageOpinion(level, networks.Page.LogQuarters(page.Pixels, region.Squares(level.Degrees))) };
        var answer = fuse(seen);
        cancellationToken.ThrowIfCancellationRequested();
        return IsSettled(answer) ? answer : fuse(seen with { PageParts = new PageOpinion(level, networks.Page.LogQuarters(page.Pixels, region.Parts(level.Degrees))) });
    }

    /// <summary>Adds what the views in which the picture stands all but upright say beside their direction.</summary>
    private Observations Described(Observations seen, IReadOnlyList<ViewAnswer> views, SeenPicture small)
    {
        var upright = Upright(views, seen);
        var fullest = upright.MaxBy(view => view.TextLines.Average())!;
        return seen with
        {
            CornerAngle = TurnedBackViews.ByCorners(upright),
            TextLineDensity = fullest.TextLines,
            Corners = fullest.Corners,
            View = new(fullest.View.CentreX / small.Pixels.Width, fullest.View.CentreY / small.Pixels.Height, new Angle(fullest.View.Turned)),
        };
    }

    private IReadOnlyList<ViewAnswer> Upright(IReadOnlyList<ViewAnswer> views, Observations seen) =>
        TurnedBackViews.NearlyUpright(views, seen.TextLineDensity.Length == 0 ? seen.Seen.Mode() : fuse(seen).Angle);

    private bool IsSettled(FusedEstimate answer) => !isThorough && isSettled(answer);

    // All that came before the page network are readings of the small one, which errs alike on all of a page that it cannot read (digits,
    // light on dark). Prose it reads well enough to be believed alone; photos are not the page network's.
    private bool IsEnough(FusedEstimate answer) => IsSettled(answer)
        && (effort == Effort.Quick || answer.Prose > 0 || answer.PageProbability < 0.5 || answer.Observations.PageNetwork is not null);

    private static bool IsSure(DirectionDistribution view) => view.MassWithin(view.Mode(), 10) >= SureView;

    private static IEnumerable<RoundView> QuarterTurns(RoundView view) =>
        Enumerable.Range(0, 4).Select(quarter => view with { Turned = view.Turned + (90 * quarter) });

    private static DirectionDistribution Combined(IReadOnlyList<ViewAnswer> answers) =>
        DirectionDistribution.Combine([.. answers.Select(answer => answer.LogDirection)]);
}
