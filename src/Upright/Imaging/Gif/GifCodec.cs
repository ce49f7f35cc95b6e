using NetVips;

namespace Upright.Imaging;

/// <summary>GIF, one frame.</summary>
internal sealed class GifCodec() : VipsCodec(PictureFormat.Gif, "GIF", "image/gif", ".gif")
{
    public override int MostWrittenBits => 8;

    public override bool HoldsAll => true;

    public override int LargestSide => ushort.MaxValue;

    public override bool Begins(ReadOnlySpan<byte> head) => head.StartsWith("GIF8"u8);

    public override HeaderRewriter? Rewriter(byte[]? original, byte[]? exif, int width, int height, EncodeOptions options) =>
        original is null ? null : (soFar, isAll) => GifDescriptions.Replace(soFar, isAll, original, options.Coordinates);

    protected override byte[] Descriptions(Stream stream) => GifDescriptions.Of(stream);

    protected override Image Load(Source source, Enums.Access access, Enums.FailOn failOn) => Image.GifloadSource(source, access: access, failOn: failOn);

    protected override void Save(Image image, Target target, EncodeOptions options, int quality) => image.GifsaveTarget(target);
}
