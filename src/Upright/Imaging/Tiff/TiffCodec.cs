using NetVips;

namespace Upright.Imaging;

/// <summary>TIFF, one page.</summary>
internal sealed class TiffCodec() : VipsCodec(PictureFormat.Tiff, "TIFF", "image/tiff", ".tif", ".tiff")
{
    public override bool HasOrientationTag => true;

    // II*\0 with "CR" behind the first offset is Canon's raw format.
    public override bool Begins(ReadOnlySpan<byte> head) =>
        head is [(byte)'I', (byte)'I', 42 or 43, 0, ..] and not [_, _, _, _, _, _, _, _, (byte)'C', (byte)'R', ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..];

    public override Codec Closer(Stream stream) => TiffHeader.Read(stream).IsCameraRaw ? Codecs.Of(PictureFormat.Raw) : this;

    public override Image Describe(Image image, Stream stream) => ExifBlock.Attach(image, TiffMetadata.Describe(stream));

    public override byte[] Iptc(byte[] block) => PhotoshopResources.BareIptc(block);

    protected override IReadOnlyList<Splice>? SetOrientation(PictureSource source, Stream stream, int orientation) => TiffOrientation.Set(stream, orientation);

    protected override PictureInfo WithMarkers(PictureInfo info, PictureSource source, Stream stream)
    {
        var header = source.Parsed(TiffHeader.Read);
        return header.IsUnreadable ? throw Signature.Unsupported(header.RareKind!, "a rare kind, which cannot be decoded here")
            : info with { TiffCompression = header.Compression, HasExtraChannel = header.Unspecified > 0 };
    }

    public override string? RareKind(PictureSource source) => source.Parsed(TiffHeader.Read).RareKind;

    // libvips takes the first channel behind the colours for opacity, whatever the file says of it.
    protected override Image AsShown(Image image, PictureSource source)
    {
        var extra = source.Parsed(TiffHeader.Read).Unspecified;
        if (extra == 0 || extra >= image.Bands)
        {
            return image;
        }

        using (image)
        {
            return image.ExtractBand(0, n: image.Bands - extra);
        }
    }

    protected override Image Load(Source source, Enums.Access access, Enums.FailOn failOn) => Image.TiffloadSource(source, access: access, failOn: failOn);

    // What was stored without loss stays without loss. Rarer compressions become deflate, which everything reads.
    protected override void Save(Image image, Target target, EncodeOptions options, int quality)
    {
        var bilevel = options.IsBilevel(image);
        var plain = image.Format == Enums.BandFormat.Uchar && !image.HasAlpha();
        var compression = options.TiffCompression switch
        {
            1 => Enums.ForeignTiffCompression.None,
            2 or 3 or 4 when bilevel => Enums.ForeignTiffCompression.Ccittfax4,
            5 => Enums.ForeignTiffCompression.Lzw,
            7 when plain => Enums.ForeignTiffCompression.Jpeg,
            _ => Enums.ForeignTiffCompression.Deflate,
        };
        image.TiffsaveTarget(
            target,
            compression: compression,
            q: quality,
            predictor: bilevel ? Enums.ForeignTiffPredictor.None : Enums.ForeignTiffPredictor.Horizontal,
            bitdepth: bilevel ? 1 : null,
            bigtiff: (long)image.Width * image.Height * image.Bands * 2 > uint.MaxValue);
    }

    protected override void Complete(Image image, Stream stream, EncodeOptions options) =>
        TiffMetadata.AddTo(stream, ExifBlock.DescriptionOf(image, options.Coordinates), Metadata.Iptc(image));
}
