using NetVips;

namespace Upright.Tests.Imaging;

/// <summary>The pictures of these tests: four quarters of different colour, so that every turn and every wrong colour shows.</summary>
internal static class Drawing
{
    public const int Width = 96;
    public const int Height = 64;

    public static readonly double[] Red = [230, 30, 40];
    public static readonly double[] Green = [30, 170, 60];
    public static readonly double[] Blue = [60, 80, 170];
    public static readonly double[] White = [250, 250, 250];

    /// <summary>Red and green above, blue and white below.</summary>
    public static Image Quarters(int width = Width, int height = Height)
    {
        var size = (W: width / 2, H: height / 2);
        using var top = Plain(Red, size.W, size.H).Join(Plain(Green, size.W, size.H), Enums.Direction.Horizontal);
        using var bottom = Plain(Blue, size.W, size.H).Join(Plain(White, size.W, size.H), Enums.Direction.Horizontal);
        return top.Join(bottom, Enums.Direction.Vertical).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>The same, grey.</summary>
    public static Image GreyQuarters()
    {
        using var colours = Quarters();
        return colours.Colourspace(Enums.Interpretation.Bw);
    }

    /// <summary>Black, white, white, black.</summary>
    public static Image BlackAndWhite()
    {
        using var grey = GreyQuarters();
        return (grey > 90).Copy(interpretation: Enums.Interpretation.Bw);
    }

    /// <summary>A larger one with noise, whose encoded bytes are spread evenly over its rows.</summary>
    public static Image Noisy(int width, int height)
    {
        using var large = Quarters(width, height);
        using var noise = Image.Gaussnoise(width, height, sigma: 20, mean: 0, seed: 1);
        return (large + noise).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>The red and the white quarter seen, the others transparent (and black below).</summary>
    public static Image Transparent()
    {
        using var colours = Quarters();
        using var seen = colours[0] > 200;
        return (seen / 255 * colours).Cast(Enums.BandFormat.Uchar).Bandjoin(seen).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>The average colour around the middle of each quarter: top left, top right, bottom left, bottom right.</summary>
    public static double[][] Colours(Image image)
    {
        var (w, h) = (image.Width / 2, image.Height / 2);
        return [.. new[] { (0, 0), (w, 0), (0, h), (w, h) }.Select(corner => Average(image, corner.Item1 + (w / 4), corner.Item2 + (h / 4), w / 2, h / 2))];
    }

    /// <summary>The same for a buffer.</summary>
    public static double[][] Colours(PixelBuffer buffer)
    {
        using var image = Image.NewFromMemory(buffer.Pixels, buffer.Width, buffer.Height, buffer.Channels, Enums.BandFormat.Uchar);
        return Colours(image);
    }

    public static void AssertColours(double[][] expected, double[][] actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Length, actual[i].Length);
            for (var band = 0; band < expected[i].Length; band++)
            {
                Assert.True(
                    Math.Abs(expected[i][band] - actual[i][band]) <= tolerance,
                    $"Quarter {i}: expected [{string.Join(", ", expected[i])}], found [{string.Join(", ", actual[i])}].");
            }
        }
    }

    private static Image Plain(double[] colour, int width, int height)
    {
        using var black = Image.Black(width, height, bands: 3);
        return (black + colour).Cast(Enums.BandFormat.Uchar);
    }

    private static double[] Average(Image image, int left, int top, int width, int height)
    {
        using var area = image.Crop(left, top, width, height);
        return [.. Enumerable.Range(0, area.Bands).Select(band => area[band].Avg())];
    }
}
