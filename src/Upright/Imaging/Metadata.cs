using NetVips;

namespace Upright.Imaging;

/// <summary>Keeps of a picture's metadata what still holds for the picture that is written.</summary>
internal static class Metadata
{
    /// <summary>EXIF, XMP, IPTC, profile and DPI without the orientation, thumbnails and a profile of other channels.</summary>
    public static Image ForWriting(Image image, Codec codec, EncodeOptions options) => image.Mutate(mutable =>
    {
        foreach (var field in image.GetFields().Where(IsStale))
        {
            mutable.Remove(field);
        }

        if (image.Contains(IccProfile.Field) && !IccProfile.Fits(image))
        {
            mutable.Remove(IccProfile.Field);
        }

        Rewrite(image, mutable, Xmp.Field, packet => Xmp.Turned(options.Behind is { IsLeftOut: true } ? XmpContainer.WithoutAll(packet) : packet, options.Coordinates));
        foreach (var field in PhotoshopResources.Fields)
        {
            Rewrite(image, mutable, field, block => codec.Iptc(PhotoshopResources.WithoutThumbnails(block)));
        }
    });

    /// <summary>The IPTC block, as it is attached; empty where there is none.</summary>
    public static byte[] Iptc(Image image) => image.Contains("iptc-data") && image.Get("iptc-data") is byte[] bytes ? bytes : [];

    // The second EXIF directory describes the thumbnail. A raw profile in a PNG is a block in hexadecimal, thumbnail included,
    // whose name libvips would cut at the first space.
    private static bool IsStale(string field) =>
        field is "orientation" or "exif-ifd0-Orientation" or "jpeg-thumbnail-data"
        || field.StartsWith("exif-ifd1-", StringComparison.Ordinal)
        || (field.StartsWith("png-comment-", StringComparison.Ordinal) && field.Contains("-Raw profile type", StringComparison.Ordinal));

    private static void Rewrite(Image image, MutableImage mutable, string field, Func<byte[], byte[]> rewrite)
    {
        if (image.Contains(field) && image.Get(field) is byte[] bytes)
        {
            mutable.Remove(field);
            if (rewrite(bytes) is { Length: > 0 } rewritten)
            {
                mutable.Set(GValue.BlobType, field, rewritten);
            }
        }
    }
}
