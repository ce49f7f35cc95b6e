using NetVips;

namespace Upright.Imaging;

/// <summary>
/// A camera's raw file: CR2, NEF, ARW, DNG and their like, which are TIFFs, and RAF. Seen by the JPEG that the camera put into it;
/// nothing is developed, and the file is never written.
/// </summary>
internal sealed class RawCodec() : Codec(PictureFormat.Raw, "camera raw", "image/x-raw", ".dng", ".cr2", ".nef", ".nrw", ".arw", ".sr2", ".pef", ".srw", ".raf")
{
    private static readonly JpegCodec Jpeg = new();

    public override PictureFormat WrittenAs => PictureFormat.Jpeg;

    public override bool IsOnlyJudged => true;

    // The other TIFFs among them are told by their first directory.
    public override bool Begins(ReadOnlySpan<byte> head) =>
        head is [(byte)'I', (byte)'I', 42, 0, _, _, _, _, (byte)'C', (byte)'R', ..] || head.StartsWith(RawPreview.FujifilmStart);

    public override PictureInfo ReadHeader(PictureInfo info, PictureSource source, DecodeLimits limits)
    {
        var preview = PreviewOf(source);
        var seen = Jpeg.ReadHeader(info, preview.Source, limits);
        var (width, height) = Orientation.SwapsSides(seen.Orientation) ? (seen.Height, seen.Width) : (seen.Width, seen.Height);
        var isSideways = Orientation.SwapsSides(preview.Orientation);
        return info with
        {
            Width = isSideways ? height : width,
            Height = isSideways ? width : height,
            Orientation = preview.Orientation,
            IsGrey = seen.IsGrey,
            Samples = seen.Samples,
            BytesPerPixel = seen.BytesPerPixel,
        };
    }

    public override Image Open(PictureSource source, Enums.Access access, DecodeLimits limits)
    {
        var preview = PreviewOf(source);
        using var image = Jpeg.Open(preview.Source, access, limits);
        return Orientation.Named(image, preview.Orientation);
    }

    public override Image OpenShrunk(PictureSource source, double factor, DecodeLimits limits)
    {
        var preview = PreviewOf(source);
        using var image = Jpeg.OpenShrunk(preview.Source, factor, limits);
        return Orientation.Named(image, preview.Orientation);
    }

    private static (MemoryPictureSource Source, int Orientation) PreviewOf(PictureSource source)
    {
        var preview = source.Parsed(RawPreview.Find) ?? throw Signature.Unsupported("a camera's raw file without a JPEG in it", "only that is looked at");
        return (new MemoryPictureSource(preview.Jpeg), preview.Orientation);
    }
}
