using System.Buffers.Binary;
using ImageMagick;

namespace Upright.Imaging;

/// <summary>BMP, of Windows and OS/2, 1 to 32 bits a pixel.</summary>
internal sealed class BmpCodec() : MagickCodec(PictureFormat.Bmp, MagickFormat.Bmp, "BMP", "image/bmp", ".bmp", ".dib")
{
    // Two letters begin many a text; the sizes of the second header are few.
    public override bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= 18 && head.StartsWith("BM"u8) && BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;

    // The header that every program reads has no place for transparency and profiles.
    protected override MagickFormat Prepare(MagickImage image, EncodeOptions options, int quality) =>
        image.HasAlpha || image.HasProfile("icc") ? MagickFormat.Bmp : MagickFormat.Bmp3;
}
