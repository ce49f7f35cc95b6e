namespace Upright.Rectification;

/// <summary>How much of each pixel of the canvas the turned picture covers: 255 inside, 0 outside, shades along its edges.</summary>
/// <remarks>
/// The kernel itself cannot draw a clean edge: it overshoots, and leaves a bright or dark line beside every border it meets.
/// So the picture is warped as if it went on beyond its border, and this mask cuts it out.
/// </remarks>
internal static class CoverageMask
{
    /// <summary>One byte per pixel of the canvas, row by row.</summary>
    public static byte[] Draw(Placement placement)
    {
        var mask = new byte[checked(placement.CanvasWidth * placement.CanvasHeight)];
        for (var row = 0; row < placement.CanvasHeight; row++)
        {
            DrawRow(placement, row, mask.AsSpan(row * placement.CanvasWidth, placement.CanvasWidth));
        }

        return mask;
    }

    private static void DrawRow(Placement placement, int row, Span<byte> pixels)
    {
        var touched = Span(placement, row, -0.5, pixels.Length);
        var full = Span(placement, row, 0.5, pixels.Length);
        if (full.Start >= full.End)
        {
            full = (touched.End, touched.End);
        }

        pixels[full.Start..full.End].Fill(255);
        DrawShades(placement, row, pixels, touched.Start, full.Start);
        DrawShades(placement, row, pixels, full.End, touched.End);
    }

    /// <summary>The pixels of a row whose centres lie at least the distance inside all four edges of the picture.</summary>
    private static (int Start, int End) Span(Placement placement, int row, double distance, int length)
    {
        var (x, y) = placement.ToPicture(0.5, row + 0.5);
        double from = 0, to = length - 1;
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

    private static void DrawShades(Placement placement, int row, Span<byte> pixels, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            var (x, y) = placement.ToPicture(column + 0.5, row + 0.5);
            var covered = Covered(x, placement.Width) * Covered(y, placement.Height);
            pixels[column] = (byte)Math.Round(255 * covered);
        }
    }

    /// <summary>How much of a unit length around a position lies in [0, length].</summary>
    private static double Covered(double at, double length) =>
        Math.Clamp(Math.Min(at + 0.5, length) - Math.Max(at - 0.5, 0), 0, 1);
}
