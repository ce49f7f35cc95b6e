using Upright.Network;

namespace Upright.Estimation;

/// <summary>The second look: the picture turned back by the first answer, so that only a small residual is left.</summary>
internal static class LookAgain
{
    private const double AgreementDegrees = 6;
    private const double CornerWeight = 0.5;

    /// <summary>Of looks in four quarter turns those in which the picture stands upright, if it must be turned by an angle.</summary>
    public static IReadOnlyList<LookAnswer> NearlyUpright(IEnumerable<LookAnswer> looks, Angle angle) =>
        [.. looks.Where(answer => new Angle(answer.Look.Turned).DistanceTo(angle) <= 45)];

    /// <summary>The mode of all looks and the corners of the nearly upright ones, averaged where they agree.</summary>
    /// <param name="all">The distribution of all looks.</param>
    /// <param name="upright">The answers of the looks that were turned back until only a residual is left.</param>
    public static Angle Fuse(DirectionDistribution all, IReadOnlyList<LookAnswer> upright)
    {
        var mode = all.Mode();
        var turned = new Angle(upright[0].Look.Turned);
        var corners = turned + new Angle(upright.Average(answer => CornerOffsets.LeastSquaresTurn(answer.Corners)));
        var difference = (corners - mode).Degrees;

        // The corners are trained for small residuals; far from the mode they only say that something is unclear.
        return Math.Abs(difference) > AgreementDegrees ? mode : new Angle(mode.Degrees + (CornerWeight * difference));
    }
}
