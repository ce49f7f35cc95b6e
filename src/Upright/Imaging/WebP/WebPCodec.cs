using NetVips;

namespace Upright.Imaging;

/// <summary>WebP, lossy or lossless.</summary>
internal sealed class WebPCodec() : VipsCodec(PictureFormat.WebP, "WebP", "image/webp", ".webp")
{
    public override int MostWrittenBits => 8;

    public override int LargestSide => 16383;

    public override bool HasOrientationTag => true;

    public override bool Begins(ReadOnlySpan<byte> head) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);

    public override HeaderRewriter? Rewriter(byte[]? original, byte[]? exif, int width, int height, EncodeOptions options) =>
        exif is null ? null : (file, isAll) => isAll ? WebPDescriptions.Replace(file, exif) : null;

    protected override IReadOnlyList<Splice>? SetOrientation(PictureSource source, Stream stream, int orientation) => WebPOrientation.Set(stream, orientation);

    protected override PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream) => info with { IsLossless = WebPHeader.IsLossless(stream) };

    protected override Image Load(Source source, Enums.Access access, Enums.FailOn failOn) => Image.WebploadSource(source, access: access, failOn: failOn);

    protected override Image LoadShrunk(Source source, double factor, Enums.FailOn failOn) =>
        factor > 1 ? Image.WebploadSource(source, scale: 1 / factor, access: Enums.Access.Sequential, failOn: failOn) : Load(source, Enums.Access.Sequential, failOn);

    protected override void Save(Image image, Target target, EncodeOptions options, int quality) =>
        image.WebpsaveTarget(target, q: quality, lossless: options.Lossless, exact: options.Lossless);
}
