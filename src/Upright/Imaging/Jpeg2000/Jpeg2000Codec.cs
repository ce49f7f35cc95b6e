using ImageMagick;
using NetVips;

namespace Upright.Imaging;

/// <summary>JPEG 2000, in its file format or as the bare code stream; written without loss.</summary>
internal sealed class Jpeg2000Codec() : MagickCodec(PictureFormat.Jpeg2000, MagickFormat.Jp2, "JPEG 2000", "image/jp2", ".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx")
{
    private static ReadOnlySpan<byte> CodeStream => [0xFF, 0x4F, 0xFF, 0x51];

    public override bool Begins(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]) || head.StartsWith(CodeStream);

    // ImageMagick leaves the boxes unread that describe the picture.
    public override Image Describe(Image image, Stream stream)
    {
        using var described = Jpeg2000Boxes.Attach(image, stream);
        return base.Describe(described, stream);
    }

    protected override PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream)
    {
        var head = new byte[CodeStream.Length];
        stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var isBare = CodeStream.SequenceEqual(head);
        return info with { IsBare = isBare, HasAlpha = !isBare && Jpeg2000Boxes.HasAlpha(stream) };
    }

    protected override MagickFormat Prepare(MagickImage image, EncodeOptions options, int quality) => options.IsBare ? MagickFormat.J2k : MagickFormat.Jp2;

    protected override byte[] Completed(byte[] file, Image image, EncodeOptions options) => options.IsBare ? file : Jpeg2000Boxes.AddTo(file, image, options);
}
