namespace Upright.Rectification;

/// <summary>How much of each pixel of the canvas the turned picture covers: all inside, nothing outside, shades along its edges.</summary>
/// <remarks>
/// The kernel itself cannot draw a clean edge: it overshoots, and leaves a bright or dark line beside every border it meets.
/// So the picture is warped as if it went on beyond its border, and cut out by this.
/// </remarks>
/// <param name="Touched">The pixels of a row of which any part is covered.</param>
/// <param name="Full">Those of them that are covered wholly.</param>
internal readonly record struct Coverage((int Start, int End) Touched, (int Start, int End) Full)
{
    /// <summary>The coverage of a row of the canvas.</summary>
    public static Coverage Of(Placement placement, int row)
    {
        var touched = Span(placement, row, -0.5);
        var full = Span(placement, row, 0.5);
        return new(touched, full.Start >= full.End ? (touched.End, touched.End) : full);
    }

    /// <summary>How much of a pixel is covered, in 1/255.</summary>
    public static int At(Placement placement, int row, int column)
    {
        var (x, y) = placement.ToPicture(column + 0.5, row + 0.5);
        return (int)Math.Round(255 * Covered(x, placement.Width) * Covered(y, placement.Height));
    }

    /// <summary>The pixels of a row whose centres lie at least the distance inside all four edges of the picture.</summary>
    private static (int Start, int End) Span(Placement placement, int row, double distance)
    {
        var (x, y) = placement.ToPicture(0.5, row + 0.5);
        double from = 0, to = placement.CanvasWidth - 1;
        Narrow(x, placement.Cos, placement.Width, distance, ref from, ref to);
        Narrow(y, -placement.Sin, placement.Height, distance, ref from, ref to);
        return from > to ? (0, 0) : ((int)Math.Ceiling(from), (int)Math.Floor(to) + 1);
    }

    /// <summary>Narrows the steps for which start + step × slope stays the distance inside [0, length].</summary>
    private static void Narrow(double start, double slope, double length, double distance, ref double from, ref double to)
    {
        if (slope == 0)
        {
            if (start < distance || start > length - distance)
            {
                to = -1;
            }

            return;
        }

        double one = (distance - start) / slope, other = (length - distance - start) / slope;
        if (length < 2 * distance)
        {
            to = -1;
            return;
        }

        from = Math.Max(from, Math.Min(one, other));
        to = Math.Min(to, Math.Max(one, other));
    }

    /// <summary>How much of a unit length around a position lies in [0, length].</summary>
    private static double Covered(double at, double length) =>
        Math.Clamp(Math.Min(at + 0.5, length) - Math.Max(at - 0.5, 0), 0, 1);
}
