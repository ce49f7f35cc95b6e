using Upright.Network;

namespace Upright.Estimation;

/// <summary>What was read in one tile, seen at both half turns.</summary>
/// <param name="looks">The network's answers.</param>
internal sealed class TileReading(IReadOnlyList<LookAnswer> looks)
{
    /// <summary>The turn of the whole picture by this tile alone.</summary>
    public DirectionDistribution Direction { get; } = DirectionDistribution.Combine([.. looks.Select(look => look.LogDirection)]);

    /// <summary>The average logit of tiles that their letters are seen in a mirror, of the looks in which they stand upright.</summary>
    /// <param name="tiles">The tiles.</param>
    /// <param name="angle">By how much the picture must be turned.</param>
    /// <returns>Null when none stands upright, or the model does not say.</returns>
    public static double? Mirrored(IReadOnlyList<TileReading> tiles, Angle angle) =>
        tiles.SelectMany(tile => LookAgain.NearlyUpright(tile.Looks, angle)).Average(look => look.Mirrored);

    private IReadOnlyList<LookAnswer> Looks { get; } = looks;
}
