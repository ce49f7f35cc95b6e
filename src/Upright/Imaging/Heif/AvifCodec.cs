using NetVips;

namespace Upright.Imaging;

/// <summary>AVIF: HEIF with AV1 inside.</summary>
internal sealed class AvifCodec() : VipsCodec(PictureFormat.Avif, "AVIF", "image/avif", ".avif")
{
    public override bool HoldsAll => true;

    public override int LargestSide => 16384;

    public override int MostWrittenBits => 12;

    public override bool HasOrientationTag => true;

    public override bool IsTurnedByItsTag => true;

    protected override int DefaultQuality => 75; // its scale runs lower than JPEG's

    public override bool Begins(ReadOnlySpan<byte> head) => HeifBrands.Of(head) is { IsAvif: true };

    // libvips gives the picture as it is shown, and does not tell how it is coded.
    public override PictureInfo ReadHeader(PictureInfo info, PictureSource source, DecodeLimits limits)
    {
        var (orientation, beside) = HeifOrientation.Of(source);
        return base.ReadHeader(info, source, limits) with { Orientation = orientation, Beside = beside };
    }

    protected override IReadOnlyList<Splice>? SetOrientation(PictureSource source, Stream stream, int orientation) => HeifOrientation.Set(source, stream, orientation);

    protected override Image Load(Source source, Enums.Access access, Enums.FailOn failOn) => Image.HeifloadSource(source, access: access, failOn: failOn);

    protected override void Save(Image image, Target target, EncodeOptions options, int quality)
    {
        // libvips writes EXIF from fields of its own: they are read anew from the block as it holds for this picture.
        using var described = ExifBlock.Of(image) is { } block
            ? ExifBlock.Attach(image, ExifPatch.WithHeader(ExifPatch.Turned(block, image.Width, image.Height, options.Coordinates)))
            : image.Copy();
        described.HeifsaveTarget(target, q: quality, lossless: options.Lossless, compression: Enums.ForeignHeifCompression.Av1);
    }
}
