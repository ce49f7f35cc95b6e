using NetVips;

namespace Upright.Tests.Rectification;

/// <summary>Pictures that these tests draw themselves, and how two pictures are compared.</summary>
internal static class Drawn
{
    /// <summary>Smooth hills without any symmetry: no turn of it looks like another.</summary>
    public static Image Hills(int width, int height, int bands = 3, bool wide = false)
    {
        var white = wide ? 65535 : 255;
        var values = new double[width * height * bands];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = white * Hill((i / bands % width) + 0.5, (i / bands / width) + 0.5, i % bands);
        }

        using var real = Image.NewFromMemory(values, width, height, bands, Enums.BandFormat.Double);
        using var rounded = real.Rint();
        using var cast = rounded.Cast(wide ? Enums.BandFormat.Ushort : Enums.BandFormat.Uchar);
        return cast.Copy(interpretation: (bands, wide) switch
        {
            (< 3, false) => Enums.Interpretation.Bw,
            (< 3, true) => Enums.Interpretation.Grey16,
            (_, false) => Enums.Interpretation.Srgb,
            _ => Enums.Interpretation.Rgb16,
        });
    }

    /// <summary>The hills' height, 0 to 1, at any point.</summary>
    public static double Hill(double x, double y, int band) =>
        0.5 + (0.2 * Math.Sin((x / 17) + band)) + (0.2 * Math.Cos((y / 23) - (x / 41) + (2 * band))) + (0.05 * Math.Sin((x + (2 * y)) / 9));

    /// <summary>One colour all over.</summary>
    public static Image Plain(int width, int height, params double[] colour)
    {
        using var black = Image.Black(width, height);
        using var filled = black.NewFromImage(colour);
        using var cast = filled.Cast(Enums.BandFormat.Uchar);
        return cast.Copy(interpretation: colour.Length < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    /// <summary>The values of one pixel.</summary>
    public static double[] At(this Image picture, int x, int y) => picture.Getpoint(x, y);

    /// <summary>The values of all pixels, row by row.</summary>
    public static double[][] Pixels(this Image picture)
    {
        using var real = picture.Cast(Enums.BandFormat.Double);
        return [.. real.WriteToMemory<double>().Chunk(picture.Bands)];
    }

    /// <summary>The largest difference between two pictures of one size.</summary>
    public static double LargestDifference(Image one, Image other)
    {
        Assert.Equal((one.Width, one.Height, one.Bands), (other.Width, other.Height, other.Bands));
        using var difference = (one - other).Abs();
        return difference.Max();
    }

    /// <summary>The middle part of a picture, without a margin.</summary>
    public static Image Middle(this Image picture, int width, int height) =>
        picture.ExtractArea((picture.Width - width) / 2, (picture.Height - height) / 2, width, height);
}
