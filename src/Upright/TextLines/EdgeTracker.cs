using System.Numerics;

namespace Upright.TextLines;

/// <summary>Follows the edges of text lines across a page that is sheared level by a first guess.</summary>
/// <remarks>
/// The page is cut into narrow strips; in each, a line of text shows as a peak of the gradient at its x-height and another
/// at its baseline. Peaks in neighbouring strips at the same height are one edge. Every edge has a height of its own,
/// so columns whose lines do not meet, headings and pictures do not pull at one another as they do in a page's sums.
/// </remarks>
internal sealed class EdgeTracker
{
    /// <summary>Width of a strip, in pixels.</summary>
    public const int StripWidth = 8;

    /// <summary>Strips on either side that are summed with each strip: about ten letters of a book page in all.</summary>
    private const int Neighbours = 3;

    /// <summary>Smallest sum of gradients that counts as an edge; strokes have about half a unit per pixel.</summary>
    private const float LeastGradient = 8;

    /// <summary>How far an edge may move from one strip to the next, in pixels.</summary>
    private const double Reach = 0.75;

    /// <summary>Strips that an edge must span to count.</summary>
    private const int LeastLength = 12;

    private readonly List<LineEdge> _edges = [];
    private List<Open> _open = [];
    private List<Open> _next = [];

    private record struct Open(double Place, bool Rise, LineEdge Edge);

    /// <summary>Follows all edges and returns those long enough.</summary>
    /// <param name="columns">Gradient across the lines, with the picture's columns as rows.</param>
    /// <param name="slope">First guess of the lines' slope.</param>
    public static FollowedEdges Follow(Plane columns, double slope)
    {
        using var strips = new ShearedStrips(columns, slope, StripWidth);
        var tracker = new EdgeTracker();
        var window = new float[strips.Length];
        for (var strip = 0; strip < Neighbours; strip++)
        {
            AddTo(window, strips, strip, 1);
        }

        for (var strip = 0; strip < strips.Count; strip++)
        {
            AddTo(window, strips, strip + Neighbours, 1);
            AddTo(window, strips, strip - Neighbours - 1, -1);
            tracker.Advance(window, strip);
        }

        tracker.Close();
        return new FollowedEdges(tracker._edges, slope, strips.Margin);
    }

    private static void AddTo(Span<float> window, ShearedStrips strips, int strip, float factor)
    {
        if (strip >= 0 && strip < strips.Count)
        {
            LaneMath.Add(window, strips[strip], factor, window);
        }
    }

    /// <summary>Finds the peaks of one strip and joins them to the edges that reach it.</summary>
    private void Advance(ReadOnlySpan<float> window, int strip)
    {
        _next.Clear();
        var candidate = 0;
        for (var v = 1; v < window.Length - 1; v++)
        {
            if (v < window.Length - Vector<float>.Count && !AnyEdge(window[v..]))
            {
                v += Vector<float>.Count - 1;
                continue;
            }

            var rise = window[v] > 0;
            var size = Math.Abs(window[v]);
            var before = rise ? window[v - 1] : -window[v - 1];
            var after = rise ? window[v + 1] : -window[v + 1];
            if (size >= LeastGradient && size > before && size >= after)
            {
                // The top of the parabola through the three.
                Join(v + (0.5 * (before - after) / (before - (2 * size) + after)), rise, strip, ref candidate);
            }
        }

        Close();
        (_open, _next) = (_next, _open);
    }

    private static bool AnyEdge(ReadOnlySpan<float> window) =>
        Vector.GreaterThanOrEqualAny(Vector.Abs(new Vector<float>(window)), new Vector<float>(LeastGradient));

    private void Join(double place, bool rise, int strip, ref int candidate)
    {
        while (candidate < _open.Count && _open[candidate].Place < place - Reach)
        {
            candidate++;
        }

        var edge = default(LineEdge);
        for (var i = candidate; i < _open.Count && _open[i].Place <= place + Reach; i++)
        {
            if (_open[i].Rise == rise && _open[i].Edge.Length > 0)
            {
                edge = _open[i].Edge;
                _open[i] = _open[i] with { Edge = default };
                break;
            }
        }

        edge.Add(strip, StripWidth, place);
        _next.Add(new Open(place, rise, edge));
    }

    /// <summary>Keeps the edges that nothing was joined to.</summary>
    private void Close()
    {
        foreach (var open in _open)
        {
            if (open.Edge.Length >= LeastLength)
            {
                _edges.Add(open.Edge);
            }
        }
    }
}
