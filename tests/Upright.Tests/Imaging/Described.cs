using System.Buffers.Binary;
using System.Text.Json;

namespace Upright.Tests.Imaging;

/// <summary>Pictures with everything that cameras and people write into them, put there and read by exiftool.</summary>
internal static class Described
{
    // What a turn changes, and what belongs to the file and not to the picture.
    private static readonly string[] MayChange =
    [
        "SourceFile", "ExifTool:", "System:", "File:", "Composite:", "IFD1:", "MPF", "JFIF:JFIFVersion", "PNG:", "PNG-pHYs:", "RIFF:", "GIF:", "QuickTime:", "Meta:",
        "IFD0:Orientation", "XMP-tiff:Orientation", "IFD0:ImageWidth", "IFD0:ImageHeight", "IFD0:ImageLength", "IFD0:StripOffsets", "IFD0:StripByteCounts", "IFD0:RowsPerStrip",
        "IFD0:TileOffsets", "IFD0:TileByteCounts", "IFD0:TileWidth", "IFD0:TileLength", "IFD0:Predictor", "IFD0:PlanarConfiguration", "IFD0:SubfileType", "IFD0:SampleFormat",
        "ExifIFD:ExifImageWidth", "ExifIFD:ExifImageHeight", "Photoshop:PhotoshopThumbnail", "Photoshop:IPTCDigest", "Photoshop:XResolution", "Photoshop:YResolution",
    ];

    // Of those groups what people wrote.
    private static readonly string[] Written = ["File:Comment", "PNG:Comment", "PNG:Author"];

    /// <summary>Writes everything into a picture, as far as its format takes it.</summary>
    public static void Describe(TemporaryFolder folder, string path)
    {
        var camera = folder.Save("camera.jpg", Jpeg.WithExif(Given.Quarters(".jpg"), CanonBlock()));
        var thumbnail = folder.Save("thumbnail.jpg", Given.Quarters(".jpg[keep=none]"));
        // More than a JPEG segment holds, so that it is extended.
        var text = folder.Save("long.txt", [.. Enumerable.Repeat("Many words. "u8.ToArray(), 8000).SelectMany(bytes => bytes)]);
        Needs.Output(
            "exiftool", "-overwrite_original", "-n", "-q", "-q", "-tagsFromFile", camera, "-all:all", "-makernotes", "-tagsFromFile", "@", "-ExifVersion=0232", "-Model=Drawn",
            "-DateTimeOriginal=2026:01:02 03:04:05", "-ExposureTime=0.004", "-FNumber=2.8", "-LensModel=Ünïcode 50mm", "-UserComment=said so", "-GPSLatitude=48.1", "-GPSLatitudeRef=N",
            "-GPSLongitude=11.5", "-GPSLongitudeRef=E", "-Copyright=Nobody", "-XResolution=300", "-YResolution=300", "-ResolutionUnit=2", "-EXIF:Orientation=6", "-XMP-tiff:Orientation=6",
            "-IPTC:Keywords=tilted", "-IPTC:Keywords=page", "-IPTC:City=Ulm", "-XMP:Title=A title", "-XMP:Rating=4", "-XMP-dc:Description<=" + text, "-Comment=a comment", "-PNG:Author=an author",
            $"-ThumbnailImage<={thumbnail}", $"-PhotoshopThumbnail<={thumbnail}", path);
    }

    /// <summary>Every tag that a turn must not change, by group and name.</summary>
    public static SortedDictionary<string, string> Tags(string path)
    {
        using var json = JsonDocument.Parse(Needs.Output("exiftool", "-json", "-G1", "-a", "-u", "-n", "-b", path));
        return new SortedDictionary<string, string>(
            json.RootElement[0].EnumerateObject()
                .Where(tag => Written.Contains(tag.Name) || !MayChange.Any(prefix => tag.Name.StartsWith(prefix, StringComparison.Ordinal)))
                .ToDictionary(tag => tag.Name, tag => tag.Value.ToString()),
            StringComparer.Ordinal);
    }

    /// <summary>An EXIF block with maker notes whose values lie where offsets from the block's beginning say, as Canon writes them.</summary>
    private static byte[] CanonBlock()
    {
        byte[] notes =
        [
            3, 0, .. Entry(6, 2, 24, 104), .. Entry(7, 2, 24, 128), .. Entry(9, 2, 24, 152), 0, 0, 0, 0,
            .. Text("Upright drawn camera"), .. Text("Firmware 1.0"), .. Text("Nobody"),
        ];
        return
        [
            .. "II*\0"u8, 8, 0, 0, 0, 2, 0, .. Entry(0x010F, 2, 6, 38), .. Entry(0x8769, 4, 1, 44), 0, 0, 0, 0, .. "Canon\0"u8,
            1, 0, .. Entry(0x927C, 7, (uint)notes.Length, 62), 0, 0, 0, 0, .. notes,
        ];
    }

    private static byte[] Text(string text) => [.. System.Text.Encoding.ASCII.GetBytes(text.PadRight(24, '\0'))];

    private static byte[] Entry(ushort tag, ushort type, uint count, uint value)
    {
        var entry = new byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(2), type);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), count);
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(8), value);
        return entry;
    }
}
