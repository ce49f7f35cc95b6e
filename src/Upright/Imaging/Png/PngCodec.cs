using NetVips;

namespace Upright.Imaging;

/// <summary>PNG, 1 to 16 bits.</summary>
internal sealed class PngCodec() : VipsCodec(PictureFormat.Png, "PNG", "image/png", ".png")
{
    public override bool HasOrientationTag => true;

    public override bool Begins(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);

    public override HeaderRewriter? Rewriter(byte[]? original, byte[]? exif, int width, int height, EncodeOptions options) =>
        (soFar, isAll) => PngDescriptions.Replace(soFar, isAll, original, exif, options.Coordinates);

    protected override IReadOnlyList<Splice>? SetOrientation(PictureSource source, Stream stream, int orientation) => PngOrientation.Set(stream, orientation);

    protected override byte[] Descriptions(Stream stream) => PngDescriptions.Of(stream);

    protected override PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream)
    {
        var header = PngHeader.Read(stream);
        return info with { Frames = header.Frames, Bits = header.Bits, HasPalette = header.HasPalette };
    }

    // libvips takes numbers of no unit for pixels a metre, and a transparent colour that no pixel can have for one that some have.
    protected override Image AsShown(Image image, PictureSource source)
    {
        using var stream = source.OpenRead();
        var header = PngHeader.Read(stream);
        if (header is { HasNoUnit: false, HasImpossibleTransparency: false })
        {
            return image;
        }

        using (image)
        {
            using var resolved = header.HasNoUnit ? image.Copy(xres: 1, yres: 1) : image.Copy();
            return header.HasImpossibleTransparency && resolved.HasAlpha() ? resolved.ExtractBand(0, n: resolved.Bands - 1) : resolved.Copy();
        }
    }

    protected override Image Load(Source source, Enums.Access access, Enums.FailOn failOn) => Image.PngloadSource(source, access: access, failOn: failOn);

    protected override void Save(Image image, Target target, EncodeOptions options, int quality) =>
        image.PngsaveTarget(target, bitdepth: options.IsBilevel(image) ? 1 : null);
}
