using ImageMagick;
using NetVips;

namespace Upright.Imaging;

/// <summary>
/// A format that ImageMagick reads, by the one coder that is named: no guessing, no delegate programs, no file names. What the
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

    public sealed override PictureInfo ReadHeader(PictureInfo info, PictureSource source, DecodeLimits limits)
    {
        if (!limits.ReadsWithImageMagick)
        {
            throw Signature.Unsupported(Name, SwitchedOff);
        }

        using var stream = source.OpenRead();
        return ReadHeader(info, stream) with { BytesPerPixel = HeldBytesPerPixel };
    }

    public sealed override Image Open(PictureSource source, Enums.Access access, DecodeLimits limits) => Decode(source, 1, limits);

    public sealed override Image OpenShrunk(PictureSource source, double factor, DecodeLimits limits) => Decode(source, factor, limits);

    /// <summary>Reads what the header says; by default as ImageMagick does.</summary>
    protected abstract PictureInfo ReadHeader(PictureInfo info, Stream stream);

    /// <summary>Makes the settings by which the picture is decoded.</summary>
    /// <param name="factor">How much smaller it may be, 1 or more.</param>
    protected virtual MagickReadSettings Settings(double factor) => new() { Format = coder, FrameIndex = 0, FrameCount = 1 };

    private Image Decode(PictureSource source, double factor, DecodeLimits limits)
    {
        MagickRuntime.Prepare();
        return MagickErrors.Decode(() =>
        {
            using MagickImage image = new();
            MagickCorruptImageWarningException? damage = null;
            image.Warning += (_, warning) => damage ??= warning.Exception as MagickCorruptImageWarningException;
            using (var stream = source.OpenRead())
            {
                image.Read(stream, Settings(factor));
            }

            return damage is null || limits.Tolerant ? MagickPixels.ToVips(image) : throw damage;
        });
    }
}
