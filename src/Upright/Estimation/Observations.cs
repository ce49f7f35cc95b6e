using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>What the stages saw of one picture, each for itself; nothing is weighed yet.</summary>
internal sealed record Observations
{
    private readonly double? textShare;

    /// <summary>The small network's views of the whole picture, over the whole circle.</summary>
    public required DirectionDistribution Glance { get; init; }

    /// <summary>Its views of the picture turned back by the glance's answer, at more pixels; null where the glance was enough.</summary>
    public DirectionDistribution? SecondLook { get; init; }

    /// <summary>Its views of what the picture shows before its surroundings, or of the part that text fills; null where that is the whole of it, or there is none.</summary>
    public DirectionDistribution? CloserLook { get; init; }

    /// <summary>The larger network's views; null where it was not asked.</summary>
    public DirectionDistribution? LargeNetwork { get; init; }

    /// <summary>The page orientation network's opinion; null where it was not asked.</summary>
    public PageOpinion? PageNetwork { get; init; }

    /// <summary>Its opinion of the page's parts, seen from closer by; null where it was not asked.</summary>
    public PageOpinion? PageParts { get; init; }

    /// <summary>What was read of letters at reading size, the densest text first.</summary>
    public IReadOnlyList<DirectionDistribution> Tiles { get; init; } = [];

    /// <summary>The same in tiles twice as wide, for letters that are too large for the others; none where they were not asked.</summary>
    public IReadOnlyList<DirectionDistribution> LargerTiles { get; init; } = [];

    /// <summary>Lines of letters, text or not; null where none were measured.</summary>
    public TextLineAngle? Lines { get; init; }

    /// <summary>Rules of a table or a form, edges of frames; null where none were measured.</summary>
    public TextLineAngle? Rules { get; init; }

    /// <summary>Lines of letters of the thing alone that <see cref="Outline"/> speaks of; null where none were measured.</summary>
    public TextLineAngle? LinesAlone { get; init; }

    /// <summary>Rules of that thing alone; null where none were measured.</summary>
    public TextLineAngle? RulesAlone { get; init; }

    /// <summary>The outline of the one thing that the picture shows before its surroundings; null where there is none, or it was not needed.</summary>
    public SubjectOutline? Outline { get; init; }

    /// <summary>The turn by the corners of the views in which the picture stands all but upright.</summary>
    public required Angle CornerAngle { get; init; }

    /// <summary>Logit that the letters are seen in a mirror, averaged over the tiles; null where none was judged.</summary>
    public double? Mirrored { get; init; }

    /// <summary>64 × 64 text-line density, 0 to 1, of the view with the most text.</summary>
    public required float[] TextLineDensity { get; init; }

    /// <summary>Eight corner offsets of the same view.</summary>
    public required float[] Corners { get; init; }

    /// <summary>Where that view lies.</summary>
    public ViewArea View { get; init; }

    /// <summary>The share of that view, or of the view of the thing alone, that lines of text cover.</summary>
    public double TextShare { get => textShare ?? TextLineDensity.Average(); init => textShare = value; }

    /// <summary>All views of the whole picture together, or of the thing alone.</summary>
    public DirectionDistribution Seen => DirectionDistribution.Blend(
        [.. (Outline is null ? [Glance, SecondLook, LargeNetwork] : new[] { CloserLook, LargeNetwork }).OfType<DirectionDistribution>()]);

    /// <summary>The probability, before calibration, that letters are seen in a mirror; null where none was judged.</summary>
    public double? MirroredScore => Mirrored is { } logit ? 1 / (1 + Math.Exp(-logit)) : null;

    /// <summary>How plainly what was read are letters, seen one way or the other: 0 (nothing, or no letters) to 1.</summary>
    public double LetterClarity => MirroredScore is { } score ? 2 * Math.Abs(score - 0.5) : 0;

    /// <summary>The same, with what was seen of the thing that stands out alone.</summary>
    /// <remarks>What one source says of the whole and of the thing is taken together: where either shows it nothing it says nothing.</remarks>
    /// <param name="outline">Where it lies.</param>
    /// <param name="alone">What was seen of it, cut out and with its sides level or on end.</param>
    public Observations With(SubjectOutline outline, Observations alone) => this with
    {
        Outline = outline,
        CloserLook = DirectionDistribution.Blend([.. new[] { CloserLook, alone.Seen.Turned(outline.Level) }.OfType<DirectionDistribution>()]),
        PageNetwork = Together(PageNetwork, alone.PageNetwork?.Turned(outline.Level)),
        PageParts = Together(PageParts, alone.PageParts?.Turned(outline.Level)),
        Tiles = [.. Tiles, .. alone.Tiles.Select(tile => tile.Turned(outline.Level))],
        LargerTiles = [.. LargerTiles, .. alone.LargerTiles.Select(tile => tile.Turned(outline.Level))],
        LinesAlone = Turned(alone.Lines, outline.Level),
        RulesAlone = Turned(alone.Rules, outline.Level),
        CornerAngle = alone.CornerAngle + outline.Level,
        Mirrored = alone.Mirrored ?? Mirrored,
        TextShare = Math.Max(TextShare, alone.TextShare),
    };

    /// <summary>The same, of the picture with left and right exchanged; but for the places of the view and of the outline.</summary>
    public Observations Exchanged() => this with
    {
        Glance = Glance.Mirrored(),
        SecondLook = SecondLook?.Mirrored(),
        CloserLook = CloserLook?.Mirrored(),
        LargeNetwork = LargeNetwork?.Mirrored(),
        PageNetwork = PageNetwork?.Mirrored(),
        PageParts = PageParts?.Mirrored(),
        Tiles = [.. Tiles.Select(tile => tile.Mirrored())],
        LargerTiles = [.. LargerTiles.Select(tile => tile.Mirrored())],
        Lines = Exchanged(Lines),
        Rules = Exchanged(Rules),
        LinesAlone = Exchanged(LinesAlone),
        RulesAlone = Exchanged(RulesAlone),
        CornerAngle = -CornerAngle,
        Outline = Outline is { } outline ? outline with { Level = -outline.Level } : null,
        Mirrored = -Mirrored,
    };

    private static PageOpinion? Together(PageOpinion? whole, PageOpinion? alone) => whole is not null && alone is not null ? alone.With(whole) : alone ?? whole;

    private static TextLineAngle? Turned(TextLineAngle? lines, Angle by) => lines is { } known ? known with { Degrees = known.Degrees + by.Degrees } : null;

    private static TextLineAngle? Exchanged(TextLineAngle? lines) => lines is { } known ? known with { Degrees = -known.Degrees } : null;
}

/// <summary>What the page orientation network says of a straightened page.</summary>
/// <param name="Level">The clockwise turn after which it was asked.</param>
/// <param name="LogQuarters">Entry k: logarithm of the probability that k more quarter turns are needed.</param>
internal sealed record PageOpinion(Angle Level, IReadOnlyList<double> LogQuarters)
{
    /// <summary>By how much the best quarter's logarithm exceeds the next: large where a page is seen, whichever way it stands.</summary>
    public double Decisiveness => QuarterModel.Lead(LogQuarters);

    /// <summary>Both opinions together, each of other views of the same page.</summary>
    public PageOpinion With(PageOpinion other) => this with { LogQuarters = [.. LogQuarters.Zip(other.For(Level), (first, second) => first + second)] };

    /// <summary>The logarithms for the four hypotheses angle, angle + 90, angle + 180 and angle + 270 degrees.</summary>
    public double[] For(Angle angle)
    {
        var shift = (angle - Level).QuarterTurns;
        return [.. Enumerable.Range(0, 4).Select(k => LogQuarters[(k + shift) % 4])];
    }

    /// <summary>The same of a page that was turned back by an angle before.</summary>
    public PageOpinion Turned(Angle by) => this with { Level = Level + by };

    /// <summary>The same of the picture with left and right exchanged.</summary>
    public PageOpinion Mirrored() => new(-Level, [LogQuarters[0], LogQuarters[3], LogQuarters[2], LogQuarters[1]]);
}
