namespace Upright.TextLines;

/// <summary>Finds the small change of slope at which the edges of the lines are sharpest, at twice the tracking's resolution.</summary>
/// <remarks>
/// Sharpness is Postl's difference energy, but of each edge by itself, divided by the energy of its strips one by one.
/// It asks where most feet of letters stand in one row, as a mode would, where a fit through the edge's places is a mean
/// and gives way to braces, commas and small figures that most lines of a page carry at the same end.
/// </remarks>
internal static class EdgeSharpness
{
    private const int HalfBand = 8;
    private const int Band = (2 * HalfBand) + 1;
    private const int Groups = 8;
    private const int Steps = 24;

    /// <summary>The sharpest change of slope, and its standard error by the jackknife over eight groups of edges.</summary>
    public static (double Change, double Error) Find(ShearedStrips strips, List<LineEdge> edges, int trackingMargin, int ratio, int stripWidth, double within)
    {
        var groups = new double[Groups][];
        var room = new float[Band];
        for (var i = 0; i < Groups; i++)
        {
            groups[i] = new double[(2 * Steps) + 1];
        }

        for (var e = 0; e < edges.Count; e++)
        {
            var place = (ratio * (edges[e].Middle - trackingMargin)) + ((ratio - 1) / 2.0) + strips.Margin;
            var top = (int)Math.Round(place) - HalfBand;
            if (top < 8 || top + Band + 8 > strips.Length)
            {
                continue;
            }

            var alone = 0.0;
            for (var s = edges[e].First; s < edges[e].First + edges[e].Length; s++)
            {
                alone += LaneMath.DifferenceEnergy(strips[s].Slice(top, Band));
            }

            for (var i = 0; i <= 2 * Steps; i++)
            {
                var change = (i - Steps) * within / Steps;
                groups[e % Groups][i] += Energy(strips, edges[e], top, change * stripWidth, room) / (alone + (1e4 * edges[e].Length));
            }
        }

        var all = new double[(2 * Steps) + 1];
        foreach (var group in groups)
        {
            for (var i = 0; i < all.Length; i++)
            {
                all[i] += group[i];
            }
        }

        var best = Peak(all);
        var error = 0.0;
        var rest = new double[all.Length];
        foreach (var group in groups)
        {
            for (var i = 0; i < all.Length; i++)
            {
                rest[i] = all[i] - group[i];
            }

            error += Math.Pow(Peak(rest) - best, 2);
        }

        return ((best - Steps) * within / Steps, Math.Sqrt(error * (Groups - 1) / Groups) * within / Steps);
    }

    private static double Energy(ShearedStrips strips, LineEdge edge, int top, double perStrip, Span<float> room)
    {
        room.Clear();
        for (var i = 0; i < edge.Length; i++)
        {
            var shift = perStrip * (i - ((edge.Length - 1) / 2.0));
            var whole = (int)Math.Floor(shift);
            var from = Math.Clamp(top + whole - 1, 0, strips.Length - Band - 3);
            LaneMath.AddShifted(room, strips[edge.First + i].Slice(from, Band + 3), shift - whole);
        }

        return LaneMath.DifferenceEnergy(room);
    }

    private static double Peak(double[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        if (best == 0 || best == values.Length - 1)
        {
            return best;
        }

        var (before, after) = (values[best - 1], values[best + 1]);
        return best + (0.5 * (before - after) / (before - (2 * values[best]) + after));
    }
}
