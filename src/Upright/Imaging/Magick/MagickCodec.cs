using ImageMagick;
using NetVips;

namespace Upright.Imaging;

/// <summary>
/// A format that ImageMagick reads, and writes if <see cref="Prepare"/> says how, by the one coder that is named: no guessing, no delegate programs, no file names. What the
/// header says is held against the limits before ImageMagick sees a pixel.
/// </summary>
/// <param name="format">The format.</param>
/// <param name="coder">ImageMagick's name of it.</param>
/// <param name="name">What people call it.</param>
/// <param name="mediaType">What HTTP calls it.</param>
/// <param name="endings">How its files' names end.</param>
internal abstract class MagickCodec(PictureFormat format, MagickFormat coder, string name, string mediaType, params string[] endings)
    : Codec(format, name, mediaType, endings)
{
    private const string SwitchedOff =
        "ImageMagick would read it, which is switched off here: UprightOptions.ReadsWithImageMagick in a program, Upright:ReadsWithImageMagick=true in the service's settings";

    public sealed override bool HoldsAll => true;

    public sealed override int MostBits => 8; // of this build of ImageMagick, the one that NuGet has here

    public sealed override PictureInfo ReadHeader(PictureInfo info, PictureSource source, DecodeLimits limits)
    {
        if (!limits.ReadsWithImageMagick)
        {
            throw Signature.Unsupported(Name, SwitchedOff);
        }

        using (var stream = source.OpenRead())
        {
            info = WithMarkers(info, source, stream);
        }

        return (info.Width > 0 ? info : Pinged(info, source)) with { BytesPerPixel = HeldBytesPerPixel };
    }

    public sealed override Image Open(PictureSource source, Enums.Access access, DecodeLimits limits) => Decode(source, limits);

    public sealed override Image OpenShrunk(PictureSource source, double factor, DecodeLimits limits) => Decode(source, limits);

    /// <summary>What the file's own markers say; ImageMagick is asked for what its header says where they say no width.</summary>
    protected virtual PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream) => info;

    /// <summary>The part of a file that ImageMagick is given; the file is the caller's no more.</summary>
    protected virtual Stream Part(Stream file) => file;

    /// <summary>How the pixels must be laid to be shown, where ImageMagick leaves that undone: an EXIF orientation.</summary>
    protected virtual int OrientationOf(Stream stream) => 1;

    /// <summary>Refuses what ImageMagick would read as whole and is not; called where nothing damaged is tolerated.</summary>
    protected virtual void CheckIsWhole(Stream stream)
    {
    }

    /// <summary>Sets how a picture is written.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="options">How.</param>
    /// <param name="quality">1 to 100.</param>
    /// <returns>ImageMagick's name of the kind that is written.</returns>
    protected virtual MagickFormat Prepare(MagickImage image, EncodeOptions options, int quality) => throw new NotSupportedException(Name);

    /// <summary>Adds to the written file what ImageMagick does not write.</summary>
    protected virtual byte[] Completed(byte[] file, Image image, EncodeOptions options) => file;

    protected sealed override void Save(Image image, Stream stream, EncodeOptions options, int quality)
    {
        MagickRuntime.Prepare();
        using var whole = MagickPixels.FromVips(image, options);
        stream.Write(Completed(MagickErrors.Encode(() => whole.ToByteArray(Prepare(whole, options, quality))), image, options));
    }

    private MagickReadSettings Settings() => new() { Format = coder, FrameIndex = 0, FrameCount = 1 };

    private int StoredOrientation(PictureSource source)
    {
        using var stream = source.OpenRead();
        return OrientationOf(stream);
    }

    private PictureInfo Pinged(PictureInfo info, PictureSource source)
    {
        MagickRuntime.Prepare();
        return MagickErrors.Decode(() =>
        {
            using MagickImage image = new();
            using var stream = Part(source.OpenRead());
            image.Ping(stream, Settings());
            var (width, height) = (checked((int)image.Width), checked((int)image.Height));
            var isSideways = Orientation.SwapsSides(StoredOrientation(source));
            return info with
            {
                Width = isSideways ? height : width,
                Height = isSideways ? width : height,
                HasAlpha = image.HasAlpha || info.HasAlpha,
                IsGrey = image.ColorSpace is ColorSpace.Gray or ColorSpace.LinearGray,
                IsCmyk = image.ColorSpace == ColorSpace.CMYK,
                Bits = checked((int)image.Depth),
            };
        });
    }

    private Image Decode(PictureSource source, DecodeLimits limits)
    {
        MagickRuntime.Prepare();
        return MagickErrors.Decode(() =>
        {
            using MagickImage image = new();
            MagickCorruptImageWarningException? damage = null;
            image.Warning += (_, warning) => damage ??= warning.Exception as MagickCorruptImageWarningException;
            if (!limits.Tolerant)
            {
                using var file = source.OpenRead();
                CheckIsWhole(file);
            }

            using (var stream = Part(source.OpenRead()))
            {
                image.Read(stream, Settings());
            }

            if (damage is not null && !limits.Tolerant)
            {
                throw damage;
            }

            image.Orientation = (ImageMagick.Orientation)StoredOrientation(source);
            image.AutoOrient();
            return MagickPixels.ToVips(image);
        });
    }
}
