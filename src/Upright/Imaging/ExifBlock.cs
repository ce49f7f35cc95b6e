using NetVips;

namespace Upright.Imaging;

/// <summary>The EXIF block as libvips attaches it, and the fields it reads from it and wants to see again on writing.</summary>
internal static class ExifBlock
{
    private const string Field = "exif-data";
    private const string FieldPrefix = "exif-";
    private const int MostBytes = 65500; // what a JPEG segment holds

    /// <summary>The block as the input has it; null where there is none.</summary>
    public static byte[]? Of(Image image) => image.Contains(Field) ? image.Get(Field) as byte[] : null;

    /// <summary>The description in a picture's block, as it holds for the picture.</summary>
    /// <param name="image">The picture that is written.</param>
    /// <param name="map">Where points came to lie; null where that is not known.</param>
    public static TiffDirectory DescriptionOf(Image image, CoordinateMap? map)
    {
        return Of(image) is { } block
            ? TiffMetadata.Describe(new MemoryStream(ExifPatch.Bare(ExifPatch.Turned(block, image.Width, image.Height, map))))
            : TiffDirectory.Empty;
    }

    /// <summary>Attaches a description to a picture that came without, as a TIFF does.</summary>
    public static Image Attach(Image image, TiffDirectory description)
    {
        return description.Entries.Count == 0 ? image.Copy() : Attach(image, [.. "Exif\0\0"u8, .. TiffMetadata.ToBlock(description)]);
    }

    /// <summary>Attaches a block, with the six bytes that JPEG puts in front.</summary>
    public static Image Attach(Image image, byte[] block)
    {
        if (block.Length > MostBytes)
        {
            return image.Copy();
        }

        using var carrier = Carrier(block);
        return image.Mutate(mutable =>
        {
            mutable.Set(GValue.BlobType, Field, (byte[])carrier.Get(Field));
            foreach (var field in carrier.GetFields().Where(field => field != Field && field.StartsWith(FieldPrefix, StringComparison.Ordinal)))
            {
                mutable.Set(GValue.GStrType, field, (string)carrier.Get(field));
            }
        });
    }

    // Nothing but a loader makes libvips read a block: the smallest JPEG with it.
    private static Image Carrier(byte[] block)
    {
        using var dot = Image.Black(1, 1);
        var jpeg = dot.JpegsaveBuffer(keep: Enums.ForeignKeep.None);
        var length = block.Length + 2;
        return Image.JpegloadBuffer([0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. block, .. jpeg.AsSpan(2)]);
    }
}
