using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Upright.Imaging;

/// <summary>Cleans a PNG's texts of what no longer holds once the picture has been turned.</summary>
internal static class PngText
{
    private const int MostText = 1 << 26;
    private const string XmpName = "XML:com.adobe.xmp";

    /// <summary>A text chunk's data as it holds for the turned picture.</summary>
    /// <param name="type">The chunk's type: tEXt, zTXt or iTXt.</param>
    /// <param name="data">What it holds.</param>
    /// <param name="size">Width and height of the written picture.</param>
    /// <param name="map">Where points come to lie; null where that is not known.</param>
    /// <remarks>"Raw profile type" is how ImageMagick and exiftool put blocks of other formats into a PNG: in hexadecimal, mostly compressed.</remarks>
    public static byte[] Turned(string type, byte[] data, (int Width, int Height) size, CoordinateMap? map) => Keyword(data) switch
    {
        "Raw profile type iptc" or "Raw profile type 8bim" => WithProfile(type, data, PhotoshopResources.WithoutThumbnails),
        _ => WithDescription(type, data, block => ExifPatch.Turned(block, size.Width, size.Height, map), packet => Xmp.Turned(packet, map), 1),
    };

    /// <summary>A text chunk's data with another orientation, if it names one.</summary>
    public static byte[] WithOrientation(string type, byte[] data, int orientation) =>
        WithDescription(type, data, block => ExifPatch.WithOrientation(block, orientation) ?? block, packet => Xmp.WithOrientation(packet, orientation), orientation);

    private static byte[] WithDescription(string type, byte[] data, Func<byte[], byte[]> exif, Func<byte[], byte[]> xmp, int orientation) => Keyword(data) switch
    {
        XmpName => WithXmp(type, data, xmp),
        "Raw profile type exif" or "Raw profile type APP1" or "Raw profile type xmp" => WithProfile(
            type, data, block => ExifPatch.IsExif(ExifPatch.WithHeader(block)) ? exif(block) : xmp(block)),
        _ => WithOrientationText(type, data, orientation),
    };

    private static string Keyword(byte[] data) => Encoding.Latin1.GetString(data, 0, Math.Max(Array.IndexOf(data, (byte)0), 0));

    // ImageMagick writes what it read of EXIF as texts of their own, too.
    private static byte[] WithOrientationText(string type, byte[] data, int orientation) =>
        type == "tEXt" && Keyword(data) is "exif:Orientation" or "tiff:Orientation"
            ? [.. data.AsSpan(0, Array.IndexOf(data, (byte)0) + 1), (byte)('0' + orientation)]
            : data;

    // In an iTXt, as the standard has it, there follow a flag for compression and its kind, then language and translated name,
    // both empty in every XMP; libvips writes a tEXt.
    private static byte[] WithXmp(string type, byte[] data, Func<byte[], byte[]> change)
    {
        var at = XmpName.Length + (type == "iTXt" ? 5 : 2);
        if (type == "tEXt" || data.Length <= at || (type == "iTXt" && data[XmpName.Length + 1] == 0))
        {
            return change(data);
        }

        try
        {
            var packet = Inflated(data, at);
            return change(packet) is var changed && changed.AsSpan().SequenceEqual(packet) ? data : [.. data.AsSpan(0, at), .. Deflated(changed)];
        }
        catch (InvalidDataException)
        {
            return data;
        }
    }

    private static byte[] WithProfile(string type, byte[] data, Func<byte[], byte[]> change)
    {
        var at = Array.IndexOf(data, (byte)0) + (type == "zTXt" ? 2 : 1);
        if (type == "iTXt" || at > data.Length)
        {
            return data;
        }

        try
        {
            // "\niptc\n     123\nhexadecimal digits in lines"
            var parts = Encoding.Latin1.GetString(type == "zTXt" ? Inflated(data, at) : data[at..]).Split('\n', 4);
            if (parts.Length < 4 || !int.TryParse(parts[2], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var length))
            {
                return data;
            }

            var block = Convert.FromHexString(parts[3].Replace("\n", "", StringComparison.Ordinal));
            var changed = change(block);
            if (block.Length != length || changed.AsSpan().SequenceEqual(block))
            {
                return data;
            }

            var text = Encoding.Latin1.GetBytes($"\n{parts[1]}\n{changed.Length,8}\n{Convert.ToHexStringLower(changed)}\n");
            return [.. data.AsSpan(0, at), .. type == "zTXt" ? Deflated(text) : text];
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            return data;
        }
    }

    private static byte[] Inflated(byte[] data, int at)
    {
        using ZLibStream inflated = new(new MemoryStream(data, at, data.Length - at), CompressionMode.Decompress);
        using MemoryStream text = new();
        var chunk = new byte[1 << 16];
        while (inflated.Read(chunk) is > 0 and var read)
        {
            text.Write(chunk, 0, read);
            if (text.Length > MostText)
            {
                throw new InvalidDataException("Longer than any description.");
            }
        }

        return text.ToArray();
    }

    private static byte[] Deflated(byte[] text)
    {
        using MemoryStream bytes = new();
        using (ZLibStream deflated = new(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflated.Write(text);
        }

        return bytes.ToArray();
    }
}
