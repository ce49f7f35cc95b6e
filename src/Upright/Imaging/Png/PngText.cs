using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Upright.Imaging;

/// <summary>Cleans a PNG's texts of what no longer holds once the picture has been turned.</summary>
internal static class PngText
{
    private const int MostText = 1 << 26;
    private const string XmpName = "XML:com.adobe.xmp";

    /// <summary>A text chunk's data as it holds for the turned picture; null for one that cannot.</summary>
    /// <remarks>"Raw profile type" is how ImageMagick and exiftool put blocks of other formats into a PNG: in hexadecimal, compressed.</remarks>
    public static byte[]? Turned(string type, byte[] data, CoordinateMap? map)
    {
        var end = Array.IndexOf(data, (byte)0);
        var keyword = Encoding.Latin1.GetString(data, 0, Math.Max(end, 0));
        return (type, keyword) switch
        {
            (_, XmpName) => WithXmp(type, data, packet => Xmp.Turned(packet, map)),
            // Its orientation would be wrong; what else it says is in the eXIf chunk of every program that still writes it.
            (_, "Raw profile type exif" or "Raw profile type APP1") => null,
            ("zTXt", "Raw profile type iptc" or "Raw profile type 8bim") => WithoutThumbnails(data, end + 2),
            _ => data,
        };
    }

    /// <summary>A text chunk's data with another orientation, if it holds an XMP packet that names one.</summary>
    public static byte[] WithOrientation(string type, byte[] data, int orientation) =>
        data.AsSpan().StartsWith("XML:com.adobe.xmp\0"u8) ? WithXmp(type, data, packet => Xmp.WithOrientation(packet, orientation)) : data;

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

    private static byte[] WithoutThumbnails(byte[] data, int at)
    {
        try
        {
            // "\niptc\n     123\nhexadecimal digits in lines"
            var parts = Encoding.Latin1.GetString(Inflated(data, at)).Split('\n', 4);
            if (parts.Length < 4 || !int.TryParse(parts[2], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var length))
            {
                return data;
            }

            var block = Convert.FromHexString(parts[3].Replace("\n", "", StringComparison.Ordinal));
            var clean = PhotoshopResources.WithoutThumbnails(block);
            return block.Length != length || clean.Length == block.Length
                ? data
                : [.. data.AsSpan(0, at), .. Deflated(Encoding.Latin1.GetBytes($"\n{parts[1]}\n{clean.Length,8}\n{Convert.ToHexStringLower(clean)}\n"))];
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
