using NetVips;

namespace Upright.Imaging;

/// <summary>Pixels that a caller decoded already.</summary>
internal static class RawPixels
{
    /// <summary>Copies them into a picture for the same path as decoded ones.</summary>
    /// <param name="pixels">Rows of pixels, the top row first.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes from the start of one row to the next; negative strides are not known here.</param>
    /// <param name="format">The order of the bytes of one pixel.</param>
    /// <exception cref="UprightException">The size, the stride and the length do not agree.</exception>
    public static Image ToImage(ReadOnlySpan<byte> pixels, int width, int height, int stride, PixelFormat format)
    {
        VipsRuntime.Prepare();
        var bands = format switch { PixelFormat.Grey => 1, PixelFormat.Rgb or PixelFormat.Bgr => 3, _ => 4 };
        var row = (long)width * bands;
        if (width < 1 || height < 1 || stride < row || pixels.Length < ((long)stride * (height - 1)) + row)
        {
            throw new UprightException(
                UprightError.InvalidOptions,
                $"{width} × {height} pixels of {format} with a stride of {stride} do not fit {pixels.Length} bytes.");
        }

        var packed = new byte[row * height];
        for (var y = 0; y < height; y++)
        {
            pixels.Slice(y * stride, (int)row).CopyTo(packed.AsSpan((int)(y * row)));
        }

        using var image = Image.NewFromMemoryCopy<byte>(packed, width, height, bands, Enums.BandFormat.Uchar);
        using var ordered = format is PixelFormat.Bgr or PixelFormat.Bgra ? RedFirst(image) : image.Copy();
        return ordered.Copy(interpretation: bands == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    private static Image RedFirst(Image image)
    {
        using var blue = image[0];
        using var green = image[1];
        using var red = image[2];
        using var colour = red.Bandjoin(green, blue);
        if (image.Bands == 3)
        {
            return colour.Copy();
        }

        using var alpha = image[3];
        return colour.Bandjoin(alpha);
    }
}
