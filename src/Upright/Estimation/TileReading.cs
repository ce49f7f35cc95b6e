using Upright.Network;

namespace Upright.Estimation;

/// <summary>What was read in one tile, seen at one half turn or at both.</summary>
/// <param name="views">The network's answers.</param>
internal sealed class TileReading(IReadOnlyList<ViewAnswer> views)
{
    /// <summary>The turn of the whole picture by this tile alone.</summary>
    public DirectionDistribution Direction { get; } = DirectionDistribution.Combine([.. views.Select(view => view.LogDirection)]);

    /// <summary>Its first view, half a turn further.</summary>
    public RoundView FromBehind => Views[0].View with { Turned = Views[0].View.Turned + 180 };

    private IReadOnlyList<ViewAnswer> Views { get; } = views;

    /// <summary>Whether it is the tile at a place, turned back by about an angle or by half a turn more.</summary>
    public bool Shows((double X, double Y) place, Angle angle)
    {
        const double SamePlace = 1; // pixel
        const double SameTurn = 1.5; // degrees: the network reads letters that lean by more a little worse
        var turn = new Angle(Views[0].View.Turned) - angle;
        return double.Hypot(Views[0].View.CentreX - place.X, Views[0].View.CentreY - place.Y) < SamePlace
            && Math.Abs(turn.Residual) < SameTurn && turn.QuarterTurns % 2 == 0;
    }

    /// <summary>The same, with further views of it.</summary>
    public TileReading And(IReadOnlyList<ViewAnswer> further) => new([.. Views, .. further]);

    /// <summary>The logit that the letters are seen in a mirror, averaged over the tiles as they stand upright.</summary>
    /// <remarks>
    /// Each tile is also seen with left and right exchanged, and half the difference counts: what the network says of the
    /// tile's script and type either way cancels out.
    /// </remarks>
    /// <param name="network">The network.</param>
    /// <param name="page">The page the tiles are of.</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="angle">By how much the page must be turned.</param>
    /// <returns>Null when none stands upright, or the model does not say.</returns>
    public static double? Mirrored(OrientationNetwork network, SeenPicture page, IReadOnlyList<TileReading> tiles, Angle angle)
    {
        var upright = tiles.SelectMany(tile => TurnedBackViews.NearlyUpright(tile.Views, angle)).Where(view => view.Mirrored is not null).ToList();
        if (upright.Count == 0)
        {
            return null;
        }

        var exchanged = network.Ask(page, [.. upright.Select(view => view.View)], inMirror: true);
        return upright.Zip(exchanged).Average(pair => (pair.First.Mirrored - pair.Second.Mirrored) / 2);
    }
}
