using NetVips;

namespace Upright.Imaging;

/// <summary>Opens a source with the libvips loader of its format, chosen by name: no guessing, no options in file names.</summary>
internal static class Loader
{
    /// <summary>Opens at full size.</summary>
    public static Image Open(Source source, PictureFormat format, Enums.Access access, bool tolerant)
    {
        // Error also covers what is truncated. Warning would refuse pictures of real cameras, which often hold stray bytes.
        var failOn = tolerant ? Enums.FailOn.None : Enums.FailOn.Error;
        return format switch
        {
            PictureFormat.Jpeg => Image.JpegloadSource(source, access: access, failOn: failOn),
            PictureFormat.Png => Image.PngloadSource(source, access: access, failOn: failOn),
            PictureFormat.WebP => Image.WebploadSource(source, access: access, failOn: failOn),
            PictureFormat.Tiff => Image.TiffloadSource(source, access: access, failOn: failOn),
            PictureFormat.Gif => Image.GifloadSource(source, access: access, failOn: failOn),
            PictureFormat.Avif => Image.HeifloadSource(source, access: access, failOn: failOn),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
    }

    /// <summary>Opens for a picture smaller by up to <paramref name="factor"/>, letting the decoder do what it can of the shrinking.</summary>
    /// <param name="source">The encoded picture.</param>
    /// <param name="format">Its format.</param>
    /// <param name="shortSide">Its shorter side in pixels, of which the decoder must leave one.</param>
    /// <param name="factor">How much smaller it may be.</param>
    /// <param name="tolerant">Whether what can be decoded of a damaged picture is enough.</param>
    public static Image OpenShrunk(Source source, PictureFormat format, int shortSide, double factor, bool tolerant)
    {
        factor = Math.Min(factor, shortSide);
        var failOn = tolerant ? Enums.FailOn.None : Enums.FailOn.Error;
        return format switch
        {
            PictureFormat.Jpeg when factor >= 2 =>
                Image.JpegloadSource(source, shrink: factor >= 8 ? 8 : factor >= 4 ? 4 : 2, access: Enums.Access.Sequential, failOn: failOn),
            PictureFormat.WebP when factor > 1 =>
                Image.WebploadSource(source, scale: 1 / factor, access: Enums.Access.Sequential, failOn: failOn),
            _ => Open(source, format, Enums.Access.Sequential, tolerant),
        };
    }
}
