using NetVips;

namespace Upright.Imaging;

/// <summary>A small 8-bit sRGB or grey copy of a picture, as it is shown, from which still smaller ones are made.</summary>
/// <param name="Pixels">Its pixels: 3 channels, or 1 for a grey picture.</param>
/// <param name="FullWidth">Pixels per row of the whole picture.</param>
/// <param name="FullHeight">Rows of the whole picture.</param>
internal sealed record ReducedPicture(PixelBuffer Pixels, int FullWidth, int FullHeight)
{
    /// <summary>A page at 110 dots to the inch, enough for its lines; and small enough that a 20-megapixel JPEG is decoded at a quarter.</summary>
    public const int DefaultLongSide = 1280;

    /// <summary>A small copy of an opened picture, whose orientation, if it still has one, is applied.</summary>
    public static ReducedPicture Of(Image image, int longSide, CancellationToken cancellationToken = default)
    {
        using var opaque = Colour.OverWhite(image);
        using var small = Shrink(opaque, (double)longSide / Math.Max(image.Width, image.Height));
        using var coloured = Colour.ForEstimate(small);
        using var registration = cancellationToken.UnsafeRegister(static state => ((Image)state!).SetKill(true), coloured);
        using var decoded = coloured.CopyMemory();
        using var shown = decoded.Autorot();
        var turned = Orientation.SwapsSides(Orientation.Of(image));
        return new ReducedPicture(ToBuffer(shown), turned ? image.Height : image.Width, turned ? image.Width : image.Height);
    }

    /// <summary>Red, green and blue, scaled down so that the shorter side has this many pixels; never up.</summary>
    public PixelBuffer Rgb(int shortSide) => Scaled((double)shortSide / Math.Min(Pixels.Width, Pixels.Height), Enums.Interpretation.Srgb);

    /// <summary>Grey, scaled down so that the longer side has this many pixels; never up.</summary>
    public PixelBuffer Grey(int longSide) => Scaled((double)longSide / Math.Max(Pixels.Width, Pixels.Height), Enums.Interpretation.Bw);

    private PixelBuffer Scaled(double scale, Enums.Interpretation interpretation)
    {
        using var memory = Image.NewFromMemory(Pixels.Pixels, Pixels.Width, Pixels.Height, Pixels.Channels, Enums.BandFormat.Uchar);
        using var image = memory.Copy(interpretation: Pixels.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        using var small = Shrink(image, scale);
        using var coloured = small.Colourspace(interpretation);
        return ToBuffer(coloured);
    }

    private static Image Shrink(Image image, double scale) => scale < 1 ? image.Resize(scale) : image.Copy();

    private static PixelBuffer ToBuffer(Image image) => new(image.WriteToMemory<byte>(), image.Width, image.Height, image.Bands);
}
