using ImageMagick;

namespace Upright.Imaging;

/// <summary>PBM, PGM, PPM and PAM, in letters or bytes; written in bytes.</summary>
internal sealed class PnmCodec() : MagickCodec(PictureFormat.Pnm, MagickFormat.Pnm, "PNM", "image/x-portable-anymap", ".pnm", ".ppm", ".pgm", ".pbm", ".pam")
{
    public override bool Begins(ReadOnlySpan<byte> head) => head is [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t', ..];

    // Asked for the family, ImageMagick chooses by what the picture shows.
    protected override MagickFormat Prepare(MagickImage image, EncodeOptions options, int quality) =>
        image.HasAlpha ? MagickFormat.Pam
        : image.ColorSpace != ColorSpace.Gray ? MagickFormat.Ppm
        : image.ColorType == ColorType.Bilevel ? MagickFormat.Pbm
        : MagickFormat.Pgm;
}
