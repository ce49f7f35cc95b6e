namespace Upright.TextLines;

/// <summary>The precise angle of the lines of text on a page, or of its rules.</summary>
/// <remarks>
/// Tiles at a quarter of the page's size and below vote for a direction; the edges of single lines are followed along it
/// at half of it; the slope at which these edges are sharpest, at twice that resolution, is the answer. Why each step is
/// there, and what was tried in its place: docs/design/text-lines.md.
/// </remarks>
internal static class TextLineSkew
{
    /// <summary>Edges are followed on pages scaled down to this long side or less, in pixels.</summary>
    private const int WorkingSide = 1300;

    /// <summary>The edges' consensus moves the shear that they are followed in, which moves them a little in turn.</summary>
    private const int Passes = 3;

    /// <summary>Pictures with a side below this hold no line that could be followed, in pixels after scaling down.</summary>
    private const int LeastSide = 64;

    /// <summary>Measures the angle of the lines of text, if there are any.</summary>
    /// <param name="grey">Rows of 8-bit grey without gaps, top row first; 300 dpi is best, more is scaled down.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="aroundDegrees">Where the answer is looked for: any clockwise angle of the circle.</param>
    /// <param name="withinDegrees">How far from there; from 45 on, everywhere. Lines look the same every quarter turn.</param>
    /// <param name="result">The angle; where the answer is false, what was found, if anything, with its low confidence.</param>
    /// <returns>False where there is no text to be sure of.</returns>
    public static bool TryMeasure(
        ReadOnlySpan<byte> grey, int width, int height, double aroundDegrees, double withinDegrees, out TextLineAngle result)
    {
        result = Measure(grey, width, height, aroundDegrees, withinDegrees, StrokeKind.Letters);
        return result.IsSurelyText;
    }

    /// <summary>Measures the angle of lines of text, or of rules in the same way: the lines of a table or a form, edges of frames.</summary>
    /// <returns>
    /// What was found, sure or not. Of rules with the number of ruled edges that agree (a rule has two) in place of lettered ones,
    /// and without confidence, since rules say nothing of text.
    /// </returns>
    /// <inheritdoc cref="TryMeasure" path="/param[not(@name='result')]"/>
    public static TextLineAngle Measure(ReadOnlySpan<byte> grey, int width, int height, double aroundDegrees, double withinDegrees, StrokeKind kind)
    {
        var finerFactor = 1;
        while (Math.Max(width, height) > WorkingSide * 2 * finerFactor)
        {
            finerFactor *= 2;
        }

        using var finer = GreyReduction.Reduce(grey, width, height, finerFactor);
        var ratio = Math.Max(finer.Width, finer.Height) > WorkingSide ? 2 : 1;
        using var halved = ratio == 2 ? finer.Halve() : null;
        var work = halved ?? finer;
        if (Math.Min(work.Width, work.Height) < LeastSide)
        {
            return default;
        }

        var votes = Votes(work, kind);
        var direction = votes.Best(aroundDegrees, withinDegrees);
        var found = MeasureAlong(direction, finer, work, ratio, aroundDegrees, kind);
        if (found.Evidence.Edges > 0 || kind == StrokeKind.Letters)
        {
            return found;
        }

        // A frame of thick lines outvotes the thin rules of the table in it, though little can be followed along it.
        var elsewhere = votes.Best(aroundDegrees, withinDegrees, butNot: direction);
        return elsewhere is { } other ? MeasureAlong(other, finer, work, ratio, aroundDegrees, kind) : found;
    }

    private static TextLineAngle MeasureAlong(LineDirection direction, Plane finer, Plane work, int ratio, double aroundDegrees, StrokeKind kind)
    {
        var edges = Follow(work, direction, kind, out var consensus);
        if (edges.Count == 0)
        {
            return default;
        }

        using var transposed = direction.NearHorizontal ? finer.Transpose() : null;
        using var strips = new ShearedStrips(transposed ?? finer, edges.Slope, ratio * EdgeTracker.StripWidth);
        var sharpest = EdgeSharpness.Find(strips, edges, ratio);
        var evidence = new TextEvidence(direction.Lead, (int)(consensus.Agreeing * Math.Max(0, kind == StrokeKind.Letters ? sharpest.Lettered : -sharpest.Lettered)), sharpest.Sharpness);
        var turn = direction.Turn(edges.Slope + sharpest.Change);
        return new TextLineAngle(
            aroundDegrees + Math.IEEERemainder(turn - aroundDegrees, 90),
            double.RadiansToDegrees(sharpest.Error),
            kind == StrokeKind.Letters ? evidence.Confidence : 0,
            evidence);
    }

    private static DirectionVotes Votes(Plane work, StrokeKind kind)
    {
        var votes = new DirectionVotes();
        using var half = work.Halve();
        using var strokes = new StrokeMap(half, kind);
        votes.Add(new TileSpectra(strokes.Across, strokes.Down));
        using var quarter = half.Halve();
        using var coarse = new StrokeMap(quarter, kind);
        votes.Add(new TileSpectra(coarse.Across, coarse.Down));
        return votes;
    }

    private static FollowedEdges Follow(Plane work, LineDirection direction, StrokeKind kind, out EdgeConsensus consensus)
    {
        using var strokes = new StrokeMap(work, kind);
        var columns = direction.NearHorizontal ? strokes.Down : strokes.Across;
        var slope = direction.Slope;
        consensus = default;
        for (var pass = 1; ; pass++)
        {
            var edges = EdgeTracker.Follow(columns, slope);
            if (edges.Count > 0)
            {
                consensus = EdgeConsensus.Of(edges.Edges);
            }

            if (edges.Count == 0 || pass == Passes)
            {
                return edges;
            }

            slope += consensus.Slope;
        }
    }
}
