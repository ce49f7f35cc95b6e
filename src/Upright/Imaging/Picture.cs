using NetVips;

namespace Upright.Imaging;

/// <summary>A picture whose header has been read and found within the limits; decoded as often and as large as asked.</summary>
internal sealed class Picture
{
    private readonly PictureSource source;
    private readonly DecodeLimits limits;
    private readonly Codec codec;

    private Picture(PictureSource source, DecodeLimits limits, PictureInfo info)
    {
        this.source = source;
        this.limits = limits;
        Info = info;
        codec = Codecs.Of(info.Format);
    }

    /// <summary>What the header says.</summary>
    public PictureInfo Info { get; }

    /// <summary>The input's full path; null for bytes and streams.</summary>
    public string? Path => source.Path;

    /// <summary>Reads the header.</summary>
    /// <exception cref="UprightException">It is no picture, none that can be read, damaged, or over a limit.</exception>
    public static Picture Open(PictureSource source, DecodeLimits limits)
    {
        VipsRuntime.Prepare();
        return new Picture(source, limits, HeaderReader.Read(source, limits));
    }

    /// <summary>Decodes a small copy to look at; never larger than the picture itself.</summary>
    /// <param name="longSide">The most pixels of its longer side.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="UprightException">The picture is damaged and this is not tolerated.</exception>
    public ReducedPicture OpenForEstimate(int longSide = ReducedPicture.DefaultLongSide, CancellationToken cancellationToken = default) =>
        Decode(
            () =>
            {
                var factor = (double)Math.Max(Info.Width, Info.Height) / longSide;
                using var image = codec.OpenShrunk(source, Math.Clamp(factor, 1, Math.Min(Info.Width, Info.Height)), limits);
                return ReducedPicture.Of(image, longSide, cancellationToken) with { FullWidth = Info.Width, FullHeight = Info.Height };
            },
            cancellationToken);

    /// <summary>Opens the whole picture as it is shown: orientation applied, RGB or grey, 8 or 16 bits, metadata attached. Decoded when its pixels are asked for.</summary>
    /// <param name="access">Sequential when nothing but row-wise operations follows. Where the orientation asks for more, random access is used all the same.</param>
    /// <param name="keepsInks">Whether CMYK stays so.</param>
    public Image OpenForOutput(PixelAccess access, bool keepsInks = false) =>
        Decode(() =>
        {
            var rowWise = access == PixelAccess.Sequential && Orientation.IsRowWise(Info.Orientation);
            using var image = codec.Open(source, rowWise ? Enums.Access.Sequential : Enums.Access.Random, limits);
            using var shown = image.Autorot();
            using var described = WithDescriptions(shown);
            return keepsInks && Info.IsCmyk ? described.Copy() : Colour.ForOutput(described);
        });

    /// <summary>Refuses an output that its encoder would hold as a whole where it is larger than a picture may be; others have room for corners.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.TooManyPixels"/></exception>
    public void CheckOutput(int width, int height, PictureFormat format)
    {
        if (Codecs.Of(format).HoldsAll && (long)width * height > limits.MaxPixels)
        {
            throw new UprightException(UprightError.TooManyPixels, $"It would have {width} × {height}; of {Codecs.Of(format).Name} {limits.MaxPixels} can be written.");
        }
    }

    /// <summary>Whether all of it can be decoded: what fails after that is not the picture's fault.</summary>
    public bool IsWhole()
    {
        try
        {
            using var image = codec.Open(source, Enums.Access.Sequential, limits);
            _ = image.Avg();
            return true;
        }
        catch (VipsException)
        {
            return false;
        }
    }

    private T Decode<T>(Func<T> step, CancellationToken cancellationToken = default) => HeaderReader.Decode(codec, source, step, cancellationToken);

    private Image WithDescriptions(Image image)
    {
        using var stream = source.OpenRead();
        return codec.Describe(image, stream);
    }
}
