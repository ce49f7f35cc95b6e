using Upright.Network;

namespace Upright.Estimation;

/// <summary>The part of a picture that text fills, in the frame that is turned level.</summary>
/// <param name="CentreX">In the page's pixels.</param>
/// <param name="CentreY">In the page's pixels.</param>
/// <param name="Width">Along its lines, in the page's pixels.</param>
/// <param name="Height">Across its lines, in the page's pixels.</param>
/// <param name="Level">The clockwise turn after which its lines lie level or stand on end.</param>
internal sealed record TextRegion(double CentreX, double CentreY, double Width, double Height, Angle Level)
    : TurnedRectangle(CentreX, CentreY, Width, Height, Level)
{
    private const double LeastDensity = 0.15;
    private const double Stray = 0.03; // the share of the text that may lie beyond each side
    private const double Border = 1.35; // a card or a slip is that much larger than its text
    private const double WholePicture = 0.75;
    private const double Smallest = 48; // pixels

    // As the page network was trained: the shorter side has 256 pixels, of which the middle 224 are seen.
    private const double SeenShare = 224 / 256.0;

    // Longer than that the middle square leaves out what the ends show.
    private const double Elongated = 1.1;

    // A part is half as wide as the region is, its centre a fifth of the way from the region's: parts overlap a little.
    private const double PartSide = 0.5, PartOffset = 0.21;

    /// <summary>The whole picture.</summary>
    /// <param name="page">The page.</param>
    public static TextRegion Whole(PixelBuffer page) => new(page.Width / 2.0, page.Height / 2.0, page.Width, page.Height, default);

    /// <summary>The region as the page network was trained to see one: its middle, and where it is long its two ends.</summary>
    /// <param name="turned">How far the views are turned clockwise, degrees.</param>
    public IReadOnlyList<SquareView> Squares(double turned)
    {
        var (x, y) = (Math.Max(0, Width - Height) / 2, Math.Max(0, Height - Width) / 2);
        (double U, double V)[] centres = LongSide > Elongated * ShortSide ? [(0, 0), (x, y), (-x, -y)] : [(0, 0)];
        return [.. centres.Select(centre => Square(centre.U, centre.V, SeenShare * ShortSide, turned))];
    }

    /// <summary>Its four parts, from closer by.</summary>
    /// <param name="turned">How far the views are turned clockwise, degrees.</param>
    public IReadOnlyList<SquareView> Parts(double turned) =>
        [.. from i in new[] { -1, 1 } from j in new[] { -1, 1 } select Square(i * PartOffset * Width, j * PartOffset * Height, PartSide * ShortSide, turned)];

    /// <summary>Where the text of a view lies; null where it fills the picture, or there is none.</summary>
    /// <param name="page">The page.</param>
    /// <param name="seen">A view in which it stands all but upright; it may be of a reduced copy.</param>
    /// <param name="reduction">Page pixels for each pixel of what was looked at.</param>
    public static TextRegion? Of(PixelBuffer page, ViewAnswer seen, double reduction)
    {
        const int cells = OrientationNetwork.TextCells;
        var (columns, rows) = (new double[cells], new double[cells]);
        for (var i = 0; i < seen.TextLines.Length; i++)
        {
            var density = seen.TextLines[i] > LeastDensity ? seen.TextLines[i] : 0;
            columns[i % cells] += density;
            rows[i / cells] += density;
        }

        var cell = seen.View.Diameter / cells * reduction;
        var ((left, right), (top, bottom)) = (Extent(columns), Extent(rows));
        var (width, height) = ((right - left) * cell * Border, (bottom - top) * cell * Border);
        if (Math.Min(width, height) < Smallest || Math.Max(width, height) > WholePicture * page.ShortSide)
        {
            return null;
        }

        var (u, v) = ((((left + right) / 2) - (cells / 2.0)) * cell, (((top + bottom) / 2) - (cells / 2.0)) * cell);
        TextRegion around = new(seen.View.CentreX * reduction, seen.View.CentreY * reduction, width, height, new Angle(seen.View.Turned));
        var (centreX, centreY) = around.Place(u, v);
        return around with { CentreX = centreX, CentreY = centreY };
    }

    private SquareView Square(double u, double v, double side, double turned)
    {
        var (x, y) = Place(u, v);
        return new(x, y, side, turned);
    }

    private static (double From, double To) Extent(double[] sums)
    {
        var total = sums.Sum();
        if (total <= 0)
        {
            return (0, 0);
        }

        double before = 0;
        int from = 0, to = sums.Length;
        for (; from < sums.Length && before + sums[from] < Stray * total; from++)
        {
            before += sums[from];
        }

        for (before = 0; to > from && before + sums[to - 1] < Stray * total; to--)
        {
            before += sums[to - 1];
        }

        return (from, to);
    }
}
