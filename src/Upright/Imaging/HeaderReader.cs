using NetVips;

namespace Upright.Imaging;

/// <summary>Reads a picture's header and holds it against the limits, before anything is decoded.</summary>
internal static class HeaderReader
{
    /// <exception cref="UprightException">It is no picture, none that can be read, damaged, or over a limit.</exception>
    public static PictureInfo Read(PictureSource source, DecodeLimits limits)
    {
        using var stream = source.OpenRead();
        var info = new PictureInfo { Format = Identify(stream), Width = 0, Height = 0, FileSize = source.Length };
        info = info.Format switch
        {
            PictureFormat.Jpeg => WithJpeg(info, JpegHeader.Read(stream)),
            PictureFormat.Png => WithPng(info, PngHeader.Read(stream)),
            PictureFormat.WebP => info with { IsLosslessWebP = WebPHeader.IsLossless(stream) },
            PictureFormat.Tiff => WithTiff(info, TiffHeader.Read(stream)),
            _ => info,
        };
        info = VipsErrors.Decode(() => WithVips(info, source, limits));
        Check(info, limits);
        return info;
    }

    private static PictureFormat Identify(Stream stream)
    {
        Span<byte> head = stackalloc byte[Signature.Length];
        try
        {
            return Signature.Identify(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotRead, exception.Message, exception);
        }
    }

    private static PictureInfo WithJpeg(PictureInfo info, JpegHeader header) =>
        info with { JpegQuality = header.Quality, ChromaSubsampled = header.ChromaSubsampled };

    private static PictureInfo WithPng(PictureInfo info, PngHeader header) =>
        info with { Frames = header.Frames, Bits = header.Bits, HasPalette = header.HasPalette };

    private static PictureInfo WithTiff(PictureInfo info, TiffHeader header) =>
        header.IsCameraRaw
            ? throw Signature.Unsupported("a camera's raw file (DNG, NEF, ARW or the like)")
            : info with { TiffCompression = header.Compression };

    private static PictureInfo WithVips(PictureInfo info, PictureSource source, DecodeLimits limits)
    {
        using var connection = source.Connect();
        using var image = Loader.Open(connection, info.Format, Enums.Access.Sequential, limits.Tolerant);
        var orientation = Orientation.Of(image);
        var sideways = Orientation.SwapsSides(orientation);
        return info with
        {
            Width = sideways ? image.Height : image.Width,
            Height = sideways ? image.Width : image.Height,
            Orientation = orientation,
            Frames = image.Contains("n-pages") ? Math.Max(info.Frames, (int)image.Get("n-pages")) : info.Frames,
            HasAlpha = image.HasAlpha(),
            IsGrey = image.Bands <= 2,
            IsCmyk = image.Interpretation == Enums.Interpretation.Cmyk,
            Bits = image.Contains("bits-per-sample") ? (int)image.Get("bits-per-sample") : info.Bits,
            Dpi = Resolution.DpiOf(image),
        };
    }

    private static void Check(PictureInfo info, DecodeLimits limits)
    {
        var pixels = (long)info.Width * info.Height;
        if (pixels > limits.MaxPixels)
        {
            throw new UprightException(UprightError.TooManyPixels, $"It has {info.Width} × {info.Height} = {pixels}, the limit is {limits.MaxPixels}.");
        }

        if (info.Frames > limits.MaxFrames)
        {
            throw new UprightException(UprightError.TooManyFrames, $"It has {info.Frames}, the limit is {limits.MaxFrames}.");
        }
    }
}
