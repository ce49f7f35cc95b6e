using Upright.Network;

namespace Upright.Estimation;

/// <summary>Looks at tiles so close that letters can be told apart, where the text is densest.</summary>
internal static class ReadingViews
{
    private const int Tiles = 4;
    private const int Size = 160;
    private static readonly double[] HalfTurns = [0, 180];

    // Shorter side in pixels: smaller pages cannot be looked at closer, not even enlarged.
    private const double SmallestPage = 130;

    /// <summary>What is read in each tile, the densest first, each asked only when it is taken; none when the page is too small to look closer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="page">The page at reading size.</param>
    /// <param name="turnedBack">Looks at the page turned back, with the density maps to choose the tiles by.</param>
    /// <param name="angle">The angle to turn the tiles back by, so that their lines lie level or stand on end.</param>
    /// <param name="known">What was read before: these views are not asked again.</param>
    public static IEnumerable<TileReading> Ask(OrientationNetwork network, SeenPicture page, IReadOnlyList<ViewAnswer> turnedBack, Angle angle, IReadOnlyList<TileReading> known)
    {
        var diameter = Diameter(page.Pixels, 1);
        return Places(page.Pixels, turnedBack, diameter).Select(place => known.FirstOrDefault(tile => tile.Shows(place, angle)) is { } read
            ? read.And(network.Ask(page, [read.FromBehind]))
            : Read(network, page, place, diameter, angle, HalfTurns));
    }

    /// <summary>What is read in the two densest tiles, one turned back by the angle and the other by half a turn more: where both are plain, enough.</summary>
    /// <inheritdoc cref="Ask" path="/param[not(@name='known')]"/>
    public static IEnumerable<TileReading> AskBriefly(OrientationNetwork network, SeenPicture page, IReadOnlyList<ViewAnswer> turnedBack, Angle angle)
    {
        var diameter = Diameter(page.Pixels, 1);
        return HalfTurns.Zip(Places(page.Pixels, turnedBack, diameter), (half, place) => Read(network, page, place, diameter, angle, [half]));
    }

    /// <summary>What is read in tiles twice as wide, which hold letters that are too large for the others; none where the page has no room for wider ones.</summary>
    /// <inheritdoc cref="Ask" path="/param[not(@name='known')]"/>
    public static IEnumerable<TileReading> AskLarger(OrientationNetwork network, SeenPicture page, IReadOnlyList<ViewAnswer> turnedBack, Angle angle)
    {
        const double LeastWider = 1.3;
        var diameter = Diameter(page.Pixels, 2);
        return diameter < LeastWider * Diameter(page.Pixels, 1) ? [] : Places(page.Pixels, turnedBack, diameter).Select(place => Read(network, page, place, diameter, angle, HalfTurns));
    }

    private static TileReading Read(OrientationNetwork network, SeenPicture page, (double X, double Y) place, double diameter, Angle angle, double[] halfTurns) =>
        new(network.Ask(page, [.. halfTurns.Select(half => new RoundView(place.X, place.Y, diameter, angle.Degrees + half, Size))]));

    /// <summary>Where tiles lie in the page's pixels, the densest first.</summary>
    private static IEnumerable<(double X, double Y)> Places(PixelBuffer page, IReadOnlyList<ViewAnswer> turnedBack, double diameter) =>
        page.ShortSide < SmallestPage ? [] : Densest(page, turnedBack, diameter).Where(place => HasInk(page, place.X, place.Y, diameter));

    // A pixel of the page for each pixel of the view, or two: the small letters of 10-point type on an A4 page of 1280 pixels are
    // at one seven pixels high. At half that the network cannot read (docs/design/network.md). Small pictures are enlarged.
    private static double Diameter(PixelBuffer page, int pixels) => Math.Min(pixels * Size, page.ShortSide / 1.4);

    /// <summary>Whether there is anything to read: letters have edges.</summary>
    private static bool HasInk(PixelBuffer page, double x, double y, double diameter)
    {
        const int LeastEdge = 12; // of 255, from one pixel to the next
        var radius = (int)(diameter / 2);
        for (var row = Math.Max(0, (int)y - radius); row < Math.Min(page.Height, (int)y + radius); row++)
        {
            for (var column = Math.Max(1, (int)x - radius); column < Math.Min(page.Width, (int)x + radius); column++)
            {
                var at = ((row * page.Width) + column) * page.Channels;
                if (Math.Abs(page.Pixels[at] - page.Pixels[at - page.Channels]) >= LeastEdge)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Centres in the page's pixels of the tiles that hold the most text and overlap little.</summary>
    private static List<(double X, double Y)> Densest(PixelBuffer page, IReadOnlyList<ViewAnswer> turnedBack, double diameter)
    {
        var chosen = new List<(double X, double Y)>();
        foreach (var (_, x, y) in turnedBack.SelectMany(seen => Places(page, seen, diameter)).OrderByDescending(place => place.Text))
        {
            if (chosen.TrueForAll(other => double.Hypot(other.X - x, other.Y - y) > diameter / 2))
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

    /// <summary>Where in a view tiles with some text could lie: their text, and their centres in the page's pixels.</summary>
    private static IEnumerable<(double Text, double X, double Y)> Places(PixelBuffer page, ViewAnswer seen, double diameter)
    {
        const int cells = OrientationNetwork.TextCells;
        // The view was taken from a reduced copy of the page.
        var scale = page.ShortSide / seen.View.Diameter;
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(seen.View.Turned));
        var cell = page.ShortSide / (double)cells;
        var reach = (int)Math.Round(diameter / 2 / cell);
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

                if (text > 0.02 * reach * reach)
                {
                    double u = (x + 0.5 - (cells / 2.0)) * cell, v = (y + 0.5 - (cells / 2.0)) * cell;
                    yield return (text, (seen.View.CentreX * scale) + (cos * u) + (sin * v), (seen.View.CentreY * scale) - (sin * u) + (cos * v));
                }
            }
        }
    }
}
