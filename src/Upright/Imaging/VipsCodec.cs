using NetVips;

namespace Upright.Imaging;

/// <summary>A format that libvips reads and writes, with the loader of its name: no guessing, no options in file names.</summary>
internal abstract class VipsCodec(PictureFormat format, string name, string mediaType, params string[] endings) : Codec(format, name, mediaType, endings)
{
    public override PictureInfo ReadHeader(PictureInfo info, PictureSource source, DecodeLimits limits)
    {
        using (var stream = source.OpenRead())
        {
            info = WithMarkers(info, source, stream);
        }

        using var image = Open(source, Enums.Access.Sequential, limits);
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
            Samples = image.Bands,
            BytesPerPixel = Math.Max(image.Bands * BytesOf(image.Format), HoldsAll ? HeldBytesPerPixel : 0),
            IsCmyk = image.Interpretation == Enums.Interpretation.Cmyk,
            Bits = image.Contains("bits-per-sample") ? (int)image.Get("bits-per-sample") : info.Bits,
            Dpi = Resolution.DpiOf(image),
        };
    }

    public sealed override Image Open(PictureSource source, Enums.Access access, DecodeLimits limits)
    {
        using var connection = source.Connect();
        return AsShown(Load(connection, access, FailOn(limits)), source);
    }

    public sealed override Image OpenShrunk(PictureSource source, double factor, DecodeLimits limits)
    {
        using var connection = source.Connect();
        return AsShown(LoadShrunk(connection, factor, FailOn(limits)), source);
    }

    /// <summary>What the file's own markers say that libvips does not.</summary>
    protected virtual PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream) => info;

    /// <summary>Takes away what libvips reads into a file that does not say it.</summary>
    /// <param name="image">What libvips loaded; becomes this method's.</param>
    /// <param name="source">The file.</param>
    protected virtual Image AsShown(Image image, PictureSource source) => image;

    protected abstract Image Load(Source source, Enums.Access access, Enums.FailOn failOn);

    protected virtual Image LoadShrunk(Source source, double factor, Enums.FailOn failOn) => Load(source, Enums.Access.Sequential, failOn);

    protected sealed override void Save(Image image, Stream stream, EncodeOptions options, int quality)
    {
        using StreamTarget target = new(stream);
        try
        {
            Save(image, target, options, quality);
        }
        catch (VipsException) when (target.Failure is { } failure)
        {
            throw new UprightException(UprightError.CannotWrite, failure.Message, failure);
        }

        Complete(image, stream, options);
    }

    protected abstract void Save(Image image, Target target, EncodeOptions options, int quality);

    /// <summary>Adds to the written file what libvips does not write.</summary>
    protected virtual void Complete(Image image, Stream stream, EncodeOptions options)
    {
    }

    private static int BytesOf(Enums.BandFormat sample) => sample switch
    {
        Enums.BandFormat.Uchar or Enums.BandFormat.Char => 1,
        Enums.BandFormat.Ushort or Enums.BandFormat.Short => 2,
        Enums.BandFormat.Uint or Enums.BandFormat.Int or Enums.BandFormat.Float => 4,
        Enums.BandFormat.Double or Enums.BandFormat.Complex => 8,
        _ => 16,
    };

    // Error also covers what is truncated. Warning would refuse pictures of real cameras, which often hold stray bytes.
    private static Enums.FailOn FailOn(DecodeLimits limits) => limits.Tolerant ? Enums.FailOn.None : Enums.FailOn.Error;
}
