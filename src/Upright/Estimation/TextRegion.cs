using Upright.Network;

namespace Upright.Estimation;

/// <summary>The part of a picture that text fills, in the frame that is turned level.</summary>
/// <param name="CentreX">In the page's pixels.</param>
/// <param name="CentreY">In the page's pixels.</param>
/// <param name="Width">Along its lines, in the page's pixels.</param>
/// <param name="Height">Across its lines, in the page's pixels.</param>
/// <param name="Level">The clockwise turn after which its lines lie level or stand on end.</param>
internal sealed record TextRegion(double CentreX, double CentreY, double Width, double Height, Angle Level)
{
    private const double LeastDensity = 0.15;
    private const double Stray = 0.03; // the share of the text that may lie beyond each side
    private const double Border = 1.35; // a card or a slip is that much larger than its text
    private const double WholePicture = 0.75;
    private const double Smallest = 48; // pixels

    /// <summary>The longer side in the page's pixels.</summary>
    public double LongSide => Math.Max(Width, Height);

    /// <summary>The shorter side in the page's pixels.</summary>
    public double ShortSide => Math.Min(Width, Height);

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

        var (sin, cos) = Math.SinCos(double.DegreesToRadians(seen.View.Turned));
        var (u, v) = ((((left + right) / 2) - (cells / 2.0)) * cell, (((top + bottom) / 2) - (cells / 2.0)) * cell);
        return new TextRegion(
            (seen.View.CentreX * reduction) + (cos * u) + (sin * v),
            (seen.View.CentreY * reduction) - (sin * u) + (cos * v),
            width,
            height,
            new Angle(seen.View.Turned));
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
