namespace Upright.Network;

/// <summary>The geometry of the network's corner output.</summary>
internal static class CornerOffsets
{
    // Upright corners in half-diagonals, clockwise from the upper left, as in training/network.py.
    private static readonly (double X, double Y)[] Upright =
    [
        (-Math.Sqrt(0.5), -Math.Sqrt(0.5)), (Math.Sqrt(0.5), -Math.Sqrt(0.5)),
        (Math.Sqrt(0.5), Math.Sqrt(0.5)), (-Math.Sqrt(0.5), Math.Sqrt(0.5)),
    ];

    /// <summary>
    /// The clockwise turn in degrees that best brings the four corners back to upright: the least-squares rotation
    /// (Kabsch 1976, in the plane).
    /// </summary>
    /// <param name="offsets">Four (x, y) pairs relative to upright, in half-diagonals.</param>
    public static double LeastSquaresTurn(ReadOnlySpan<float> offsets)
    {
        double cross = 0, dot = 0;
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = Upright[i];
            double atX = x + offsets[2 * i], atY = y + offsets[(2 * i) + 1];
            cross += (atX * y) - (atY * x);
            dot += (atX * x) + (atY * y);
        }

        return double.RadiansToDegrees(Math.Atan2(cross, dot));
    }
}
