using NetVips;

namespace Upright.Imaging;

/// <summary>How a picture is written.</summary>
/// <param name="Format">The file format.</param>
internal sealed record EncodeOptions(PictureFormat Format)
{
    /// <summary>Quality, 1 to 100, for what has loss; by default what <see cref="For"/> finds, otherwise the format's own.</summary>
    public int? Quality { get; init; }

    /// <summary>Whether a JPEG stores colour at half the resolution both ways.</summary>
    public bool SubsampleChroma { get; init; }

    /// <summary>Whether a WebP, AVIF or JPEG XL is written without loss.</summary>
    public bool Lossless { get; init; }

    /// <summary>Whether a JPEG 2000 is written as the code stream alone.</summary>
    public bool IsBare { get; init; }

    /// <summary>
    /// Write PNG, TIFF, BMP and PNM with one bit per pixel. Only for pixels that are black and white still:
    /// a quarter turn leaves them so, a warp does not.
    /// </summary>
    public bool Bilevel { get; init; }

    /// <summary>Whether a picture is written with one bit per pixel.</summary>
    public bool IsBilevel(Image image) => Bilevel && image.Bands == 1 && image.Format == Enums.BandFormat.Uchar;

    /// <summary>How the coordinates that the metadata holds are to be turned; null where nothing was.</summary>
    public CoordinateMap? Coordinates { get; init; }

    /// <summary>What lies behind the picture of a JPEG and is written, or left out, with it; null where nothing does.</summary>
    public JpegBehind? Behind { get; init; }

    /// <summary>The input's TIFF compression tag.</summary>
    public int TiffCompression { get; init; }

    /// <summary>The options that keep what the input is like, where nothing else is asked.</summary>
    public static EncodeOptions For(PictureInfo input, PictureFormat? format = null, int? quality = null)
    {
        var same = format is null || format == input.Format;
        return new EncodeOptions(format ?? input.Format)
        {
            Quality = quality ?? (same ? input.JpegQuality : null),
            SubsampleChroma = same && input.ChromaSubsampled,
            Lossless = quality is null && same && input.IsLossless,
            IsBare = same && input.IsBare,
            TiffCompression = input.TiffCompression,
        };
    }
}
