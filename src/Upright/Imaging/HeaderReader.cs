namespace Upright.Imaging;

/// <summary>Reads a picture's header and holds it against the limits, before anything is decoded.</summary>
internal static class HeaderReader
{
    /// <exception cref="UprightException">It is no picture, none that can be read, damaged, or over a limit.</exception>
    public static PictureInfo Read(PictureSource source, DecodeLimits limits)
    {
        var codec = Identify(source);
        var info = Decode(codec, source, () => codec.ReadHeader(new PictureInfo { Format = codec.Format, Width = 0, Height = 0, FileSize = source.Length }, source, limits));
        Check(info, limits);
        return info;
    }

    /// <summary>Runs a decoding step; what a file's rare kind makes fail is no damage.</summary>
    /// <exception cref="UprightException">The picture is damaged, or of a kind that cannot be read.</exception>
    public static T Decode<T>(Codec codec, PictureSource source, Func<T> step, CancellationToken cancellationToken = default)
    {
        try
        {
            return VipsErrors.Decode(step, cancellationToken);
        }
        catch (UprightException exception) when (exception.Error == UprightError.DamagedPicture && source.Failure is { } failure)
        {
            throw new UprightException(UprightError.CannotRead, failure.Message, failure);
        }
        catch (UprightException exception) when (exception.Error == UprightError.DamagedPicture && codec.RareKind(source) is { } kind)
        {
            throw Signature.Unsupported(kind, "a rare kind, which cannot be decoded here");
        }
    }

    /// <summary>The codec of a picture, by its first bytes.</summary>
    /// <exception cref="UprightException">It is no picture, or none that can be read.</exception>
    public static Codec Identify(PictureSource source) => source.Parsed(Identify);

    private static Codec Identify(Stream stream)
    {
        Span<byte> head = stackalloc byte[Signature.Length];
        try
        {
            return Codecs.Identify(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]).Closer(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotRead, exception.Message, exception);
        }
    }

    private static void Check(PictureInfo info, DecodeLimits limits)
    {
        if (Math.Max(info.Width, info.Height) > DecodeLimits.LongestSide)
        {
            throw new UprightException(UprightError.TooManyPixels, $"It has {info.Width} × {info.Height}, and no side may have more than {DecodeLimits.LongestSide}.");
        }

        var pixels = (long)info.Width * info.Height;
        if (pixels > limits.MaxPixels)
        {
            throw new UprightException(UprightError.TooManyPixels, $"It has {info.Width} × {info.Height} = {pixels}, the limit is {limits.MaxPixels}.");
        }

        if (info.Samples > DecodeLimits.MostSamples)
        {
            throw Signature.Unsupported($"a picture with {info.Samples} samples a pixel", $"{DecodeLimits.MostSamples} are the most");
        }

        if ((double)pixels * info.BytesPerPixel / DecodeLimits.UsualBytesPerPixel > limits.MaxPixels)
        {
            throw new UprightException(
                UprightError.TooManyPixels,
                $"It has {info.Width} × {info.Height} of {info.BytesPerPixel} bytes each, the limit is {limits.MaxPixels} of {DecodeLimits.UsualBytesPerPixel}.");
        }

        if (info.Frames > limits.MaxFrames)
        {
            throw new UprightException(UprightError.TooManyFrames, $"It has {info.Frames}, the limit is {limits.MaxFrames}.");
        }
    }
}
