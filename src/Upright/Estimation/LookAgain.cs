using Upright.Network;

namespace Upright.Estimation;

/// <summary>Views of a picture that was turned back by an answer, so that only a small residual is left.</summary>
internal static class LookAgain
{
    /// <summary>Of views in four quarter turns those in which the picture stands upright, if it must be turned by an angle.</summary>
    public static IReadOnlyList<LookAnswer> NearlyUpright(IEnumerable<LookAnswer> looks, Angle angle) =>
        [.. looks.Where(answer => new Angle(answer.Look.Turned).DistanceTo(angle) <= 45)];

    /// <summary>The turn that the corners of nearly upright views say.</summary>
    public static Angle ByCorners(IReadOnlyList<LookAnswer> upright)
    {
        var turned = new Angle(upright[0].Look.Turned);
        return turned + new Angle(upright.Average(answer => (new Angle(answer.Look.Turned) - turned).Degrees + CornerOffsets.LeastSquaresTurn(answer.Corners)));
    }
}
