using Upright.Network;

namespace Upright.Estimation;

/// <summary>Views of a picture that was turned back by an answer, so that only a small residual is left.</summary>
internal static class TurnedBackViews
{
    /// <summary>Of views in four quarter turns those in which the picture stands upright, if it must be turned by an angle.</summary>
    public static IReadOnlyList<ViewAnswer> NearlyUpright(IEnumerable<ViewAnswer> views, Angle angle) =>
        [.. views.Where(answer => new Angle(answer.View.Turned).DistanceTo(angle) <= 45)];

    /// <summary>The turn that the corners of nearly upright views say.</summary>
    public static Angle ByCorners(IReadOnlyList<ViewAnswer> upright)
    {
        var turned = new Angle(upright[0].View.Turned);
        return turned + new Angle(upright.Average(answer => (new Angle(answer.View.Turned) - turned).Degrees + CornerOffsets.LeastSquaresTurn(answer.Corners)));
    }
}
