using NetVips;

namespace Upright.Imaging;

/// <summary>Keeps of a picture's metadata what still holds for the picture that is written.</summary>
internal static class Metadata
{
    // What readers assume where a file is silent. libvips would write its own default, 25.4 to the inch, as if it were known.
    private const double UnknownPixelsPerMillimetre = 72 / 25.4;

    /// <summary>EXIF, XMP, IPTC, profile and DPI without the orientation, thumbnails and a profile of other channels.</summary>
    public static Image ForWriting(Image image) => image.Mutate(mutable =>
    {
        foreach (var field in image.GetFields().Where(IsStale))
        {
            mutable.Remove(field);
        }

        if (image.Contains(IccProfile.Field) && !IccProfile.Fits(image))
        {
            mutable.Remove(IccProfile.Field);
        }

        Rewrite(image, mutable, Xmp.Field, Xmp.Upright);
        Rewrite(image, mutable, PhotoshopResources.Field, PhotoshopResources.WithoutThumbnails);
    });

    /// <summary>The resolution to write, in pixels per millimetre.</summary>
    public static (double X, double Y) Resolution(Image image) =>
        image.Contains("resolution-unit") ? (image.Xres, image.Yres) : (UnknownPixelsPerMillimetre, UnknownPixelsPerMillimetre);

    // The second EXIF directory describes the thumbnail.
    private static bool IsStale(string field) =>
        field is "orientation" or "exif-ifd0-Orientation" or "jpeg-thumbnail-data"
        || field.StartsWith("exif-ifd1-", StringComparison.Ordinal);

    private static void Rewrite(Image image, MutableImage mutable, string field, Func<byte[], byte[]> rewrite)
    {
        if (image.Contains(field) && image.Get(field) is byte[] bytes)
        {
            mutable.Set(GValue.BlobType, field, rewrite(bytes));
        }
    }
}
