using NetVips;

namespace Upright.Imaging;

/// <summary>
/// The parts of an input that describe it, as they stand in its file, carried along with its pixels: libvips would read them
/// and write them anew, and lose what it does not know, such as extended XMP, comments and the places of maker notes.
/// </summary>
internal static class OriginalDescriptions
{
    private const string FormatField = "upright-original-format";
    private const string BytesField = "upright-original-descriptions";

    /// <summary>Attaches them to an opened picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="stream">Its file.</param>
    /// <param name="format">Its format.</param>
    /// <returns>A copy to be disposed.</returns>
    public static Image Attach(Image image, Stream stream, PictureFormat format)
    {
        var bytes = format switch
        {
            PictureFormat.Jpeg => JpegDescriptions.Of(stream),
            PictureFormat.Png => PngDescriptions.Of(stream),
            PictureFormat.Gif => GifDescriptions.Of(stream),
            _ => [],
        };
        return image.Mutate(mutable =>
        {
            mutable.Set(GValue.GStrType, FormatField, format.ToString());
            if (bytes.Length > 0)
            {
                mutable.Set(GValue.BlobType, BytesField, bytes);
            }
        });
    }

    /// <summary>Puts what is carried along, as it holds for the written picture, into the file that libvips writes.</summary>
    /// <param name="image">The picture that is written.</param>
    /// <param name="format">Its format.</param>
    /// <returns>Null where libvips' own file is good.</returns>
    public static HeaderRewriter? For(Image image, PictureFormat format)
    {
        if (!image.Contains(FormatField))
        {
            return null; // pixels, or a TIFF, whose EXIF block was made here
        }

        var exif = ExifBlock.Of(image) is { } block ? ExifPatch.Turned(block, image.Width, image.Height) : null;
        var original = image.Contains(BytesField) && (string)image.Get(FormatField) == format.ToString() ? (byte[])image.Get(BytesField) : null;
        return (format, exif, original) switch
        {
            (_, null, null) => null,
            (PictureFormat.Jpeg, _, _) => (soFar, isAll) => JpegDescriptions.Replace(soFar, isAll, original, exif, image.Width, image.Height),
            (PictureFormat.Png, _, _) => (soFar, isAll) => PngDescriptions.Replace(soFar, isAll, original, exif),
            (PictureFormat.Gif, _, not null) => (soFar, isAll) => GifDescriptions.Replace(soFar, isAll, original),
            (PictureFormat.WebP, not null, _) => (file, isAll) => isAll ? WebPDescriptions.Replace(file, exif) : null,
            _ => null,
        };
    }
}
