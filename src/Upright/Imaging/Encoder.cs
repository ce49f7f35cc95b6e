using NetVips;

namespace Upright.Imaging;

/// <summary>Hands a picture to the libvips saver of its format.</summary>
internal static class Encoder
{
    // Chosen so that a second lossy generation does not show; AVIF's scale runs lower than JPEG's.
    private const int DefaultQuality = 90;
    private const int DefaultAvifQuality = 75;

    /// <exception cref="UprightException">The format cannot hold a picture of this size.</exception>
    public static void Encode(Image image, Target target, EncodeOptions options)
    {
        CheckSize(image, options.Format);
        var quality = options.Quality ?? (options.Format == PictureFormat.Avif ? DefaultAvifQuality : DefaultQuality);
        switch (options.Format)
        {
            case PictureFormat.Jpeg:
                image.JpegsaveTarget(target, q: quality, subsampleMode: options.SubsampleChroma ? Enums.ForeignSubsample.On : Enums.ForeignSubsample.Off);
                break;
            case PictureFormat.Png:
                image.PngsaveTarget(target, bitdepth: IsBilevel(image, options) ? 1 : null);
                break;
            case PictureFormat.WebP:
                image.WebpsaveTarget(target, q: quality, lossless: options.Lossless, exact: options.Lossless);
                break;
            case PictureFormat.Tiff:
                EncodeTiff(image, target, options, quality);
                break;
            case PictureFormat.Gif:
                image.GifsaveTarget(target);
                break;
            case PictureFormat.Avif:
                image.HeifsaveTarget(target, q: quality, lossless: options.Lossless, compression: Enums.ForeignHeifCompression.Av1);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Format, null);
        }
    }

    /// <summary>Whether the format keeps transparency.</summary>
    public static bool KeepsAlpha(PictureFormat format) => format != PictureFormat.Jpeg;

    private static bool IsBilevel(Image image, EncodeOptions options) =>
        options.Bilevel && image.Bands == 1 && image.Format == Enums.BandFormat.Uchar;

    // What was stored without loss stays without loss. Rarer compressions become deflate, which everything reads.
    private static void EncodeTiff(Image image, Target target, EncodeOptions options, int quality)
    {
        var bilevel = IsBilevel(image, options);
        var plain = image.Format == Enums.BandFormat.Uchar && !image.HasAlpha();
        var compression = options.TiffCompression switch
        {
            1 => Enums.ForeignTiffCompression.None,
            2 or 3 or 4 when bilevel => Enums.ForeignTiffCompression.Ccittfax4,
            5 => Enums.ForeignTiffCompression.Lzw,
            7 when plain => Enums.ForeignTiffCompression.Jpeg,
            _ => Enums.ForeignTiffCompression.Deflate,
        };
        image.TiffsaveTarget(
            target,
            compression: compression,
            q: quality,
            predictor: bilevel ? Enums.ForeignTiffPredictor.None : Enums.ForeignTiffPredictor.Horizontal,
            bitdepth: bilevel ? 1 : null,
            bigtiff: (long)image.Width * image.Height * image.Bands * 2 > uint.MaxValue);
    }

    private static void CheckSize(Image image, PictureFormat format)
    {
        var most = format switch
        {
            PictureFormat.Jpeg => 65500, // libjpeg's own limit, a little below what 16 bits hold
            PictureFormat.WebP => 16383,
            PictureFormat.Gif => 65535,
            PictureFormat.Avif => 16384,
            _ => int.MaxValue,
        };
        if (image.Width > most || image.Height > most)
        {
            throw new UprightException(
                UprightError.CannotEncode,
                $"{image.Width} × {image.Height} pixels are too many for {format}, which holds {most} each way.");
        }
    }
}
