using NetVips;

namespace Upright.Imaging;

/// <summary>What describes the picture in a JPEG 2000 file (ISO/IEC 15444-1, annex I): XMP and EXIF in boxes of their own, where exiftool and Adobe put them, the profile in the header.</summary>
internal static class Jpeg2000Boxes
{
    private const string Own = "uuid";
    private const string Header = "jp2h";
    private const int MostBytes = 16 << 20;
    private const int IdLength = 16;

    private static ReadOnlySpan<byte> XmpId => [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    // The second method, no precedence, no approximation.
    private static ReadOnlySpan<byte> ByProfile => [2, 0, 0];

    private static ReadOnlySpan<byte> ExifId => "JpgTiffExif->JP2"u8;

    /// <summary>Attaches what a file's boxes say.</summary>
    /// <returns>A copy to be disposed.</returns>
    public static Image Attach(Image image, Stream stream)
    {
        var (xmp, exif) = Read(stream);
        using var described = xmp is null ? image.Copy() : image.Mutate(mutable => mutable.Set(GValue.BlobType, Xmp.Field, xmp));
        return exif is null ? described.Copy() : ExifBlock.Attach(described, ExifPatch.Turned(ExifPatch.WithHeader(exif), image.Width, image.Height, map: null));
    }

    /// <summary>Whether the header says that a channel is opacity.</summary>
    public static bool HasAlpha(Stream stream)
    {
        var header = IsoFile.Boxes(stream).FirstOrDefault(box => box.Type == Header);
        if (header.Type is null || header.Read(stream, MostBytes) is not { } content)
        {
            return false;
        }

        foreach (var box in new IsoReader(content, 0, content.Length).Boxes().Where(box => box.Type == "cdef"))
        {
            var reader = IsoReader.Of(content, box);
            for (var count = reader.ReadInt(2); count > 0; count--)
            {
                var (_, kind, _) = (reader.ReadInt(2), reader.ReadInt(2), reader.ReadInt(2));
                if (kind is 1 or 2)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A written file with the boxes that describe its picture.</summary>
    public static byte[] AddTo(byte[] file, Image image, EncodeOptions options)
    {
        using MemoryStream boxes = new();
        boxes.Write(image.Contains(IccProfile.Field) && image.Get(IccProfile.Field) is byte[] profile ? WithProfile(file, profile) : file);
        if (image.Contains(Xmp.Field) && image.Get(Xmp.Field) is byte[] xmp)
        {
            boxes.Write(IsoWriter.Box(Own, [.. XmpId, .. xmp]));
        }

        if (ExifBlock.Of(image) is { } exif)
        {
            boxes.Write(IsoWriter.Box(Own, [.. ExifId, .. ExifPatch.Bare(ExifPatch.Turned(exif, image.Width, image.Height, options.Coordinates))]));
        }

        return boxes.ToArray();
    }

    // The box of the colour space tells a number, or holds a profile.
    private static byte[] WithProfile(byte[] file, byte[] profile)
    {
        var header = new IsoReader(file, 0, file.Length).Boxes().First(box => box.Type == Header);
        var colour = IsoReader.Of(file, header).Boxes().First(box => box.Type == "colr");
        var changed = IsoWriter.Box(Header, [.. file[header.Body..colour.At], .. IsoWriter.Box("colr", [.. ByProfile, .. profile]), .. file[colour.End..header.End]]);
        return [.. file[..header.At], .. changed, .. file[header.End..]];
    }

    private static (byte[]? Xmp, byte[]? Exif) Read(Stream stream)
    {
        (byte[]? Xmp, byte[]? Exif) found = default;
        foreach (var box in IsoFile.Boxes(stream).Where(box => box.Type == Own))
        {
            if (box.Read(stream, MostBytes) is not { Length: > IdLength } content)
            {
                continue;
            }

            if (content.AsSpan().StartsWith(XmpId))
            {
                found.Xmp = content[IdLength..];
            }
            else if (content.AsSpan().StartsWith(ExifId))
            {
                found.Exif = content[IdLength..];
            }
        }

        return found;
    }
}
