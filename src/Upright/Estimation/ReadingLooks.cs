using Upright.Network;

namespace Upright.Estimation;

/// <summary>Looks at tiles so close that letters can be told apart, where the text is densest.</summary>
internal static class ReadingLooks
{
    private const int Tiles = 4;
    private const int Size = 160;
    private static readonly double[] HalfTurns = [0, 180];

    // A pixel of the page for each pixel of the look: the small letters of 10-point type on an A4 page of 1280 pixels are
    // then seven pixels high. At half that the network cannot read (docs/design/network.md).
    private const double Diameter = Size;

    /// <summary>What is read in each tile, the densest first, each asked only when it is taken; none when the page is too small to look closer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="page">The page at reading size.</param>
    /// <param name="turnedBack">Looks with the density map to choose the tiles by.</param>
    /// <param name="angle">The angle to turn the tiles back by, so that their lines lie level or stand on end.</param>
    public static IEnumerable<TileReading> Ask(OrientationNetwork network, PixelBuffer page, IReadOnlyList<LookAnswer> turnedBack, Angle angle) =>
        page.ShortSide < 1.5 * Diameter
            ? []
            : Densest(page, turnedBack[0])
                .Select(centre => new TileReading(network.Ask(page, [.. HalfTurns.Select(half => new RoundLook(centre.X, centre.Y, Diameter, angle.Degrees + half, Size))])));

    /// <summary>Centres in the page's pixels of the tiles that hold the most text and overlap little.</summary>
    private static List<(double X, double Y)> Densest(PixelBuffer page, LookAnswer seen)
    {
        const int cells = OrientationNetwork.TextCells;
        // The look was taken from a reduced copy of the page.
        var scale = page.ShortSide / seen.Look.Diameter;
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(seen.Look.Turned));
        var cell = page.ShortSide / (double)cells;
        var reach = (int)Math.Round(Diameter / 2 / cell);
        var sums = new List<(double Text, double X, double Y)>();
        for (var y = reach; y < cells - reach; y += 2)
        {
            for (var x = reach; x < cells - reach; x += 2)
            {
                double text = 0;
                for (var row = y - reach; row <= y + reach; row++)
                {
                    for (var column = x - reach; column <= x + reach; column++)
                    {
                        text += seen.TextLines[(row * cells) + column];
                    }
                }

                double u = (x + 0.5 - (cells / 2.0)) * cell, v = (y + 0.5 - (cells / 2.0)) * cell;
                sums.Add((text, (seen.Look.CentreX * scale) + (cos * u) + (sin * v), (seen.Look.CentreY * scale) - (sin * u) + (cos * v)));
            }
        }

        var chosen = new List<(double X, double Y)>();
        foreach (var (text, x, y) in sums.OrderByDescending(sum => sum.Text))
        {
            if (text > 0.02 * reach * reach && chosen.TrueForAll(other => double.Hypot(other.X - x, other.Y - y) > Diameter / 2))
            {
                chosen.Add((x, y));
                if (chosen.Count == Tiles)
                {
                    break;
                }
            }
        }

        return chosen;
    }
}
