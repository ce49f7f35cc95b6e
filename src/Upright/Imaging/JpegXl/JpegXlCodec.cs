using ImageMagick;

namespace Upright.Imaging;

/// <summary>JPEG XL, in its file format or as the bare code stream.</summary>
internal sealed class JpegXlCodec() : MagickCodec(PictureFormat.JpegXl, MagickFormat.Jxl, "JPEG XL", "image/jxl", ".jxl")
{
    // 7 is the encoder's own, which takes ten times as long: a minute and a half for 12 megapixels without loss.
    private const string Effort = "3";

    private const int Lossless = 100;

    public override int LargestSide => 1 << 30;

    public override bool Begins(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20]);

    protected override PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream)
    {
        var header = JpegXlHeader.Read(stream);
        return header.IsAnimated ? throw Signature.Unsupported("an animated JPEG XL", "all but its first frame would be lost") : info with { IsLossless = header.IsLossless };
    }

    // What EXIF says of it in this format is information and turns nothing.
    protected override int OrientationOf(Stream stream) => JpegXlHeader.Read(stream).Orientation;

    protected override MagickFormat Prepare(MagickImage image, EncodeOptions options, int quality)
    {
        image.Quality = (uint)(options.Lossless ? Lossless : quality);
        image.Settings.SetDefine(MagickFormat.Jxl, "effort", Effort);
        return MagickFormat.Jxl;
    }
}
