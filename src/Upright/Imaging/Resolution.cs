using System.Globalization;
using ImageMagick;
using NetVips;

namespace Upright.Imaging;

/// <summary>How many pixels of a picture make a millimetre on paper.</summary>
internal static class Resolution
{
    private const double MillimetresPerInch = 25.4;
    private const double MillimetresPerCentimetre = 10;

    // libvips' stand-in where it found nothing.
    private const double Unset = 1;

    /// <summary>What is written where the input says nothing: 72 to the inch, which readers assume anyway. libvips would write 25.4.</summary>
    public static (double X, double Y) Usual { get; } = (72 / MillimetresPerInch, 72 / MillimetresPerInch);

    /// <summary>The resolution in pixels per millimetre; null when the file does not say.</summary>
    public static (double X, double Y)? Of(Image image) =>
        image.Xres != Unset && image.Xres > 0 && image.Yres > 0 ? (image.Xres, image.Yres) : FromExif(image);

    /// <summary>What ImageMagick says of it; null where that is nothing.</summary>
    public static (double X, double Y)? OfDensity(Density density) => density is not { X: > 0, Y: > 0 } ? null : density.Units switch
    {
        DensityUnit.PixelsPerInch => (density.X / MillimetresPerInch, density.Y / MillimetresPerInch),
        DensityUnit.PixelsPerCentimeter => (density.X / MillimetresPerCentimetre, density.Y / MillimetresPerCentimetre),
        _ => null,
    };

    /// <summary>The same in pixels per inch, across.</summary>
    public static double? DpiOf(Image image) => Of(image)?.X * MillimetresPerInch;

    // Of formats with no field of their own for it, such as WebP, libvips leaves it in the EXIF.
    private static (double X, double Y)? FromExif(Image image)
    {
        const string Centimetres = "3";
        var unit = Text(image, "exif-ifd0-ResolutionUnit") == Centimetres ? MillimetresPerCentimetre : MillimetresPerInch;
        return Fraction(image, "exif-ifd0-XResolution") / unit is { } x && Fraction(image, "exif-ifd0-YResolution") / unit is { } y && x != Unset
            ? (x, y)
            : null;
    }

    private static double? Fraction(Image image, string field) =>
        Text(image, field)?.Split('/') is [var above, var below]
        && double.TryParse(above, CultureInfo.InvariantCulture, out var numerator)
        && double.TryParse(below, CultureInfo.InvariantCulture, out var denominator)
        && numerator > 0
        && denominator > 0
            ? numerator / denominator
            : null;

    // libvips gives the value first and then, after a space, what libexif makes of it.
    private static string? Text(Image image, string field) => image.Contains(field) ? ((string)image.Get(field)).Split(' ')[0] : null;
}
