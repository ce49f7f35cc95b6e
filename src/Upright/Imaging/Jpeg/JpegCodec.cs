using NetVips;

namespace Upright.Imaging;

/// <summary>JPEG, grey, YCbCr or CMYK.</summary>
internal sealed class JpegCodec() : VipsCodec(PictureFormat.Jpeg, "JPEG", "image/jpeg", ".jpg", ".jpeg", ".jpe", ".jfif")
{
    public override int MostWrittenBits => 8;

    public override bool KeepsAlpha => false;

    public override int LargestSide => 65500; // libjpeg's own limit, a little below what 16 bits hold

    public override bool HasOrientationTag => true;

    // FF D8 FF F7 is JPEG-LS.
    public override bool Begins(ReadOnlySpan<byte> head) => head is [0xFF, 0xD8, 0xFF, ..] and not [_, _, _, 0xF7, ..];

    public override HeaderRewriter? Rewriter(byte[]? original, byte[]? exif, int width, int height, EncodeOptions options) =>
        (soFar, isAll) => JpegDescriptions.Replace(soFar, isAll, original, exif, width, height, options);

    public override byte[] Iptc(byte[] block) => PhotoshopResources.WrappedIptc(block);

    protected override IReadOnlyList<Splice>? SetOrientation(PictureSource source, Stream stream, int orientation) => JpegOrientation.Set(stream, orientation);

    protected override byte[] Descriptions(Stream stream) => JpegDescriptions.Of(stream);

    protected override PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream)
    {
        var header = JpegHeader.Read(stream);
        return info with { JpegQuality = header.Quality, ChromaSubsampled = header.ChromaSubsampled };
    }

    protected override Image Load(Source source, Enums.Access access, Enums.FailOn failOn) => Image.JpegloadSource(source, access: access, failOn: failOn);

    protected override Image LoadShrunk(Source source, double factor, Enums.FailOn failOn) =>
        Image.JpegloadSource(source, shrink: factor >= 8 ? 8 : factor >= 4 ? 4 : factor >= 2 ? 2 : 1, access: Enums.Access.Sequential, failOn: failOn);

    protected override void Save(Image image, Target target, EncodeOptions options, int quality) =>
        image.JpegsaveTarget(target, q: quality, subsampleMode: options.SubsampleChroma ? Enums.ForeignSubsample.On : Enums.ForeignSubsample.Off);
}
