using ImageMagick;

namespace Upright.Imaging;

/// <summary>HEIC: HEIF with HEVC inside, as phones write it. Read, and turned by its own properties; not encoded, which takes an encoder that is patented.</summary>
internal sealed class HeicCodec() : MagickCodec(PictureFormat.Heic, MagickFormat.Heic, "HEIC", "image/heic", ".heic", ".heif", ".hif")
{
    public override PictureFormat WrittenAs => PictureFormat.Jpeg;

    public override bool HasOrientationTag => true;

    public override bool IsTurnedByItsTag => true;

    public override bool Begins(ReadOnlySpan<byte> head) => HeifBrands.Of(head) is { IsHeic: true };

    protected override IReadOnlyList<Splice>? SetOrientation(PictureSource source, Stream stream, int orientation) => HeifOrientation.Set(source, stream, orientation);

    protected override PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream)
    {
        var meta = source.Parsed(HeifMeta.Read);
        var (width, height) = meta.SizeOf(meta.Primary);
        var symmetry = meta.SymmetryOf(meta.Primary);
        return info with
        {
            Width = symmetry.Transposes ? height : width,
            Height = symmetry.Transposes ? width : height,
            Orientation = symmetry.Orientation,
            HasAlpha = meta.HasAlpha,
            Bits = meta.Bits,
            Beside = meta.Beside,
        };
    }
}
