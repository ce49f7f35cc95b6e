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
    /// <param name="format">Its format.</param>
    /// <param name="descriptions">Its file's; empty where the decoder carries them.</param>
    /// <returns>A copy to be disposed.</returns>
    public static Image Attach(Image image, PictureFormat format, byte[] descriptions) => image.Mutate(mutable =>
    {
        mutable.Set(GValue.GStrType, FormatField, format.ToString());
        if (descriptions.Length > 0)
        {
            mutable.Set(GValue.BlobType, BytesField, descriptions);
        }
    });

    /// <summary>Puts what is carried along, as it holds for the written picture, into the file that libvips writes.</summary>
    /// <param name="image">The picture that is written.</param>
    /// <param name="codec">Its format's.</param>
    /// <param name="options">How it is written.</param>
    /// <returns>Null where libvips' own file is good.</returns>
    public static HeaderRewriter? For(Image image, Codec codec, EncodeOptions options)
    {
        if (!image.Contains(FormatField))
        {
            return null; // pixels, or a TIFF, whose EXIF block was made here
        }

        var exif = ExifBlock.Of(image) is { } block ? ExifPatch.Turned(block, image.Width, image.Height, options.Coordinates) : null;
        var original = image.Contains(BytesField) && (string)image.Get(FormatField) == codec.Format.ToString() ? (byte[])image.Get(BytesField) : null;
        return exif is null && original is null ? null : codec.Rewriter(original, exif, image.Width, image.Height, options);
    }
}
