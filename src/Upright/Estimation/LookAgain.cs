using Upright.Network;

namespace Upright.Estimation;

/// <summary>The second look: the picture turned back by the first answer, so that only a small residual is left.</summary>
internal static class LookAgain
{
    /// <summary>The mode of all looks and the corners of the second ones, averaged where they agree.</summary>
    /// <param name="glance">The first answer, by which the second looks were turned.</param>
    /// <param name="all">The distribution of all looks.</param>
    /// <param name="seconds">The second looks' answers.</param>
    public static Angle Fuse(Angle glance, DirectionDistribution all, IReadOnlyList<LookAnswer> seconds)
    {
        var mode = all.Mode();
        var corners = glance + new Angle(seconds.Average(answer => CornerOffsets.LeastSquaresTurn(answer.Corners)));
        var difference = (corners - mode).Degrees;

        // The corners are trained for small residuals; far from the mode they only say that something is unclear.
        return Math.Abs(difference) > AgreementDegrees ? mode : new Angle(mode.Degrees + (CornerWeight * difference));
    }

    private const double AgreementDegrees = 6;
    private const double CornerWeight = 0.5;
}
