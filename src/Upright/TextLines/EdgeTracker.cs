namespace Upright.TextLines;

/// <summary>Follows the edges of text lines across a page that is sheared level by a first guess.</summary>
/// <remarks>
/// The page is cut into narrow strips; in each, a line of text shows as a rise and a fall of the row sums, at its x-height
/// and its baseline. Edges found in neighbouring strips at the same height are one edge. Every edge has a height of its
/// own, so columns whose lines do not meet, headings and pictures do not pull at one another as they do in a page's sums.
/// </remarks>
internal sealed class EdgeTracker
{
    /// <summary>Width of a strip, in pixels.</summary>
    public const int StripWidth = 8;

    /// <summary>Strips on either side that are summed with each strip: about ten letters of a book page in all.</summary>
    private const int Neighbours = 3;

    /// <summary>Smallest step between rows two apart that counts as an edge, in ink times pixels.</summary>
    private const float LeastStep = 8;

    /// <summary>How far an edge may move from one strip to the next, in pixels.</summary>
    private const double Reach = 0.75;

    /// <summary>Strips that an edge must span to count.</summary>
    private const int LeastLength = 12;

    /// <summary>Follows all edges and returns those long enough.</summary>
    public static List<LineEdge> Follow(Plane columns, double slope, out int margin)
    {
        using var strips = new ShearedStrips(columns, slope, StripWidth);
        margin = strips.Margin;
        var window = new float[strips.Length];
        var edges = new List<LineEdge>();
        var open = new List<(double V, bool Rise, LineEdge Edge)>();
        var next = new List<(double V, bool Rise, LineEdge Edge)>();
        for (var strip = 0; strip < strips.Count; strip++)
        {
            Array.Clear(window);
            for (var i = Math.Max(0, strip - Neighbours); i <= Math.Min(strips.Count - 1, strip + Neighbours); i++)
            {
                LaneMath.Add(window, strips[i]);
            }

            next.Clear();
            var candidate = 0;
            for (var v = 2; v < window.Length - 2; v++)
            {
                var step = window[v];
                var rise = step > 0;
                var size = Math.Abs(step);
                if (size < LeastStep)
                {
                    continue;
                }

                var sign = rise ? 1 : -1;
                var before = sign * window[v - 1];
                var after = sign * window[v + 1];
                if (size <= before || size < after)
                {
                    continue;
                }

                var place = v + (0.5 * (before - after) / (before - (2 * size) + after));
                while (candidate < open.Count && open[candidate].V < place - Reach)
                {
                    candidate++;
                }

                var edge = default(LineEdge);
                for (var i = candidate; i < open.Count && open[i].V <= place + Reach; i++)
                {
                    if (open[i].Rise == rise && open[i].Edge.Length > 0)
                    {
                        edge = open[i].Edge;
                        open[i] = open[i] with { Edge = default };
                        break;
                    }
                }

                edge.Add(strip, StripWidth, place);
                next.Add((place, rise, edge));
            }

            Close(open, edges);
            (open, next) = (next, open);
        }

        Close(open, edges);
        return edges;
    }

    private static void Close(List<(double V, bool Rise, LineEdge Edge)> open, List<LineEdge> edges)
    {
        foreach (var (_, _, edge) in open)
        {
            if (edge.Length >= LeastLength)
            {
                edges.Add(edge);
            }
        }
    }
}
