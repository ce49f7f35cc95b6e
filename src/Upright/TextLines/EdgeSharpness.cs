namespace Upright.TextLines;

/// <summary>The small change of slope at which the edges of the lines are sharpest, at up to twice the resolution they were followed in.</summary>
/// <remarks>
/// Sharpness is Postl's difference energy, but of each edge by itself, over the energy of its strips one by one.
/// It asks where most feet of letters stand in one row, as a mode would; a fit through the edge's places is a mean and
/// gives way to the braces, commas and small figures that many lines of a page carry at the same end.
/// </remarks>
/// <param name="Change">The change of slope.</param>
/// <param name="Error">Its standard error, by the jackknife over groups of edges and what they have in common.</param>
/// <param name="Sharpness">Mean sharpness of the edges there; about 1 where strips do not match.</param>
/// <param name="Lettered">Share of edges that are as uneven along the line as letters, less the share that are ruled: -1 to 1.</param>
internal readonly record struct EdgeSharpness(double Change, double Error, double Sharpness, double Lettered)
{
    /// <summary>The largest change that is looked for, as a slope: 0.29 degrees.</summary>
    private const double Within = 0.005;

    /// <summary>Steps to each side; a parabola finds the place between them.</summary>
    private const int Steps = 16;

    /// <summary>Rows of an edge: eight on either side hold both ends of the largest change.</summary>
    private const int Band = 17;

    /// <summary>The band and the rest of its last vector.</summary>
    private const int Room = 24;

    private const int Groups = 8;

    /// <summary>What all lines of a page share, the jackknife cannot see: on exact pages errors are larger by this much.</summary>
    private const double Shared = 1.7;

    /// <summary>Sharpness over strips from which an edge is a ruled one; 1 is an edge that is the same in every strip.</summary>
    private const double Ruled = 0.85;

    /// <summary>Strips as empty as this, in energy, are paper; dividing by less would make much of nothing.</summary>
    private const float Paper = 1e4f;

    /// <summary>Looks for the sharpest change.</summary>
    /// <param name="strips">The grey page, sheared and cut as it was for following, at ratio times the resolution.</param>
    /// <param name="followed">The edges; at least one.</param>
    /// <param name="ratio">Pixels of the strips to one of the edges' pixels.</param>
    public static EdgeSharpness Find(ShearedStrips strips, FollowedEdges followed, int ratio)
    {
        var groups = new double[Groups][];
        var lettered = 0;
        for (var group = 0; group < Groups; group++)
        {
            groups[group] = new double[(2 * Steps) + 1];
            for (var i = group; i < followed.Count; i += Groups)
            {
                var edge = followed.Edges[i];
                var place = (ratio * (edge.Middle - followed.Margin)) + ((ratio - 1) / 2.0) + strips.Margin;
                var sharpest = Measure(strips, edge, (int)Math.Round(place) - (Band / 2), ratio, groups[group]);
                lettered += sharpest < Ruled * edge.Length ? 1 : -1;
            }
        }

        var all = new double[(2 * Steps) + 1];
        Array.ForEach(groups, group => Add(all, group, 1));
        var best = Peak(all);
        var squares = 0.0;
        foreach (var group in groups)
        {
            Add(all, group, -1);
            squares += Math.Pow(Peak(all) - best, 2);
            Add(all, group, 1);
        }

        const double Step = Within / Steps;
        var bounded = best > 0 && best < 2 * Steps; // else the peak lies beyond, nobody knows how far
        var error = bounded ? Shared * Math.Sqrt(squares * (Groups - 1) / Groups) * Step : Within;
        return new EdgeSharpness((best - Steps) * Step, error, all[(int)Math.Round(best)] / followed.Count, (double)lettered / followed.Count);
    }

    /// <summary>Adds one edge's sharpness at every change of slope; returns the largest.</summary>
    private static double Measure(ShearedStrips strips, LineEdge edge, int top, int ratio, double[] sharpness)
    {
        if (top < 1 || top + Room + 2 > strips.Length)
        {
            return 0;
        }

        Span<float> sums = stackalloc float[Room];
        var alone = Paper * edge.Length;
        for (var strip = edge.First; strip < edge.First + edge.Length; strip++)
        {
            sums.Clear();
            LaneMath.AddShifted(sums, strips[strip].Slice(top - 1, Room + 3), 0);
            alone += LaneMath.DifferenceEnergy(sums[..Band]);
        }

        var largest = 0.0;
        for (var step = -Steps; step <= Steps; step++)
        {
            sums.Clear();
            for (var i = 0; i < edge.Length; i++)
            {
                var along = (i - ((edge.Length - 1) / 2.0)) * ratio * EdgeTracker.StripWidth;
                var shift = along * step * Within / Steps;
                var whole = (int)Math.Floor(shift);
                var from = Math.Clamp(top + whole - 1, 0, strips.Length - Room - 3);
                LaneMath.AddShifted(sums, strips[edge.First + i].Slice(from, Room + 3), shift - whole);
            }

            var value = LaneMath.DifferenceEnergy(sums[..Band]) / alone;
            sharpness[step + Steps] += value;
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    private static void Add(double[] sum, double[] values, double factor)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * values[i];
        }
    }

    /// <summary>Where the largest value lies, between the steps by a parabola.</summary>
    private static double Peak(double[] values)
    {
        var best = Array.IndexOf(values, values.Max());
        if (best == 0 || best == values.Length - 1)
        {
            return best;
        }

        var (before, after) = (values[best - 1], values[best + 1]);
        var curve = before - (2 * values[best]) + after;
        return curve < 0 ? best + (0.5 * (before - after) / curve) : best;
    }
}
