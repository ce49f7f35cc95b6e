using ImageMagick;

namespace Upright.Imaging;

/// <summary>Photoshop's PSD and PSB: the picture that all layers together make, which they hold beside the layers.</summary>
internal sealed class PsdCodec() : MagickCodec(PictureFormat.Psd, MagickFormat.Psd, "Photoshop PSD", "image/vnd.adobe.photoshop", ".psd", ".psb")
{
    public override PictureFormat WrittenAs => PictureFormat.Tiff;

    public override bool Begins(ReadOnlySpan<byte> head) => head.StartsWith("8BPS"u8);

    protected override void CheckIsWhole(Stream stream) => PsdHeader.CheckIsWhole(stream);
}
