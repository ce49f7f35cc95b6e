namespace Upright.Tests.TextLines;

/// <summary>A page that a test draws upright, three dots to a pixel, and then sees turned by an exact angle.</summary>
internal sealed class DrawnPage(int width, int height, byte paper = 245, int seed = 1)
{
    private const int Dots = 3;
    private readonly byte[] _dots = Enumerable.Repeat(paper, width * height * Dots * Dots).ToArray();
    private readonly Random _random = new(seed);

    /// <summary>How far a place of the page is lifted, in pixels; bends the lines of a curled sheet.</summary>
    public Func<double, double> Lift { get; init; } = _ => 0;

    public int Width => width;

    public int Height => height;

    /// <summary>Fills a rectangle, in pixels of the upright page.</summary>
    public DrawnPage Box(double left, double top, double right, double bottom, byte grey = 20)
    {
        for (var y = Clamp(top, height); y < Clamp(bottom, height); y++)
        {
            for (var x = Clamp(left, width); x < Clamp(right, width); x++)
            {
                _dots[(y * width * Dots) + x] = grey;
            }
        }

        return this;
    }

    /// <summary>A line of letter-like stems and bars: some with ascenders, some with descenders, in words.</summary>
    public DrawnPage Line(double left, double baseline, double right, double xHeight, byte grey = 20)
    {
        var stem = Math.Max(1, xHeight * 0.18);
        for (var x = left; x < right - xHeight;)
        {
            var wide = xHeight * (0.5 + (0.5 * _random.NextDouble()));
            var top = baseline - (xHeight * (_random.Next(4) == 0 ? 1.5 : 1));
            var bottom = baseline + (_random.Next(7) == 0 ? xHeight * 0.4 : 0);
            Box(x, top, x + stem, bottom, grey);
            Box(x + wide - stem, baseline - xHeight, x + wide, baseline, grey);
            var bar = _random.Next(3) switch { 0 => baseline - xHeight, 1 => baseline - stem, _ => baseline - (0.6 * xHeight) };
            Box(x, bar, x + wide, bar + stem, grey);
            x += wide + (xHeight * (_random.Next(5) == 0 ? 0.9 : 0.3));
        }

        return this;
    }

    /// <summary>A paragraph with ragged ends.</summary>
    public DrawnPage Paragraph(double left, double top, double right, double bottom, double xHeight, byte grey = 20)
    {
        for (var y = top + (2 * xHeight); y < bottom; y += xHeight * 2.6)
        {
            Line(left, y, right - ((right - left) * 0.3 * _random.NextDouble()), xHeight, grey);
        }

        return this;
    }

    /// <summary>A column of square characters, one below the other.</summary>
    public DrawnPage Column(double centre, double top, double bottom, double size)
    {
        var stroke = Math.Max(1, size * 0.12);
        for (var y = top; y < bottom - size; y += size * 1.12)
        {
            for (var i = 0; i < 3; i++)
            {
                var across = centre - (size / 2) + (_random.NextDouble() * (size - stroke));
                var down = y + (_random.NextDouble() * (size - stroke));
                Box(across, y, across + stroke, y + size);
                Box(centre - (size / 2), down, centre + (size / 2), down + stroke);
            }
        }

        return this;
    }

    /// <summary>The page as a camera sees it that must be turned clockwise by these degrees; beyond the page is the fill.</summary>
    public byte[] Seen(double degrees, byte? fill = null, Func<int, int, double>? light = null)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        var grey = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0;
                for (var i = 0; i < Dots * Dots; i++)
                {
                    var across = x - (width / 2.0) + (((i % Dots) + 0.5) / Dots);
                    var down = y - (height / 2.0) + (((i / Dots) + 0.5) / Dots);
                    var (u, v) = ((across * cosine) - (down * sine), (across * sine) + (down * cosine) + Lift(across));
                    sum += Dot(u + (width / 2.0), v + (height / 2.0), fill ?? paper);
                }

                grey[(y * width) + x] = (byte)(sum * (light?.Invoke(x, y) ?? 1) / (Dots * Dots));
            }
        }

        return grey;
    }

    private static int Clamp(double pixels, int limit) => (int)Math.Clamp(Math.Round(pixels * Dots), 0, limit * Dots);

    private byte Dot(double x, double y, byte fill)
    {
        var (column, row) = ((int)Math.Floor(x * Dots), (int)Math.Floor(y * Dots));
        var inside = column >= 0 && row >= 0 && column < width * Dots && row < height * Dots;
        return inside ? _dots[(row * width * Dots) + column] : fill;
    }
}
