using System.Numerics;

namespace Upright.Estimation;

/// <summary>The smallest rectangle, turned as need be, around points in the plane.</summary>
/// <remarks>One of its sides lies on a side of the points' convex hull (Freeman and Shapira, 1975).</remarks>
internal static class SmallestRectangle
{
    /// <summary>The rectangle; its level angle lies within half a right angle of 0.</summary>
    /// <param name="points">Three or more that do not lie on one line; y grows downwards.</param>
    public static TurnedRectangle Around(IReadOnlyList<Vector2> points)
    {
        var hull = ConvexHull(points);
        return Enumerable.Range(0, hull.Count).Select(i => Along(hull, hull[(i + 1) % hull.Count] - hull[i])).MinBy(rectangle => rectangle.Width * rectangle.Height)!;
    }

    private static TurnedRectangle Along(List<Vector2> hull, Vector2 side)
    {
        // A side at so many degrees clockwise is level once it is turned back; sides look alike every 90 degrees.
        var level = new Angle(Math.IEEERemainder(-double.RadiansToDegrees(Math.Atan2(side.Y, side.X)), 90));
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(level.Degrees));
        double left = double.MaxValue, right = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        foreach (var point in hull)
        {
            double u = (cos * point.X) - (sin * point.Y), v = (sin * point.X) + (cos * point.Y);
            (left, right) = (Math.Min(left, u), Math.Max(right, u));
            (top, bottom) = (Math.Min(top, v), Math.Max(bottom, v));
        }

        double centreU = (left + right) / 2, centreV = (top + bottom) / 2;
        return new((cos * centreU) + (sin * centreV), (cos * centreV) - (sin * centreU), right - left, bottom - top, level);
    }

    /// <summary>The corners of the convex hull in order (Andrew's monotone chain, 1979).</summary>
    private static List<Vector2> ConvexHull(IReadOnlyList<Vector2> points)
    {
        Vector2[] sorted = [.. points.Distinct().OrderBy(point => point.X).ThenBy(point => point.Y)];
        return [.. Chain(sorted), .. Chain([.. sorted.Reverse()])];
    }

    private static List<Vector2> Chain(Vector2[] sorted)
    {
        List<Vector2> chain = [];
        foreach (var point in sorted)
        {
            while (chain.Count >= 2 && Cross(chain[^1] - chain[^2], point - chain[^1]) <= 0)
            {
                chain.RemoveAt(chain.Count - 1);
            }

            chain.Add(point);
        }

        return chain[..^1];
    }

    private static float Cross(Vector2 a, Vector2 b) => (a.X * b.Y) - (a.Y * b.X);
}
