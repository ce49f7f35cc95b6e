using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Puts an orientation into a WebP: into its EXIF chunk, or into a new one, for which a plain file becomes an extended one.</summary>
internal static class WebPOrientation
{
    private const byte HasExif = 0x08;
    private const byte HasAlpha = 0x10;

    /// <summary>What to change; null where the EXIF chunk is damaged or there are no pixels.</summary>
    public static IReadOnlyList<Splice>? Set(Stream stream, int orientation)
    {
        var chunks = WebPChunks.Of(stream).ToList();
        if (chunks.FirstOrDefault() is not { Type: "VP8X" or "VP8 " or "VP8L" } first)
        {
            return null;
        }

        var splices = new List<Splice>();
        foreach (var chunk in chunks.Where(chunk => chunk.Type is "EXIF" or "XMP "))
        {
            var data = WebPChunks.Data(stream, chunk);
            if ((chunk.Type == "EXIF" ? ExifPatch.WithOrientation(data, orientation) : Xmp.WithOrientation(data, orientation)) is not { } changed)
            {
                return null;
            }

            splices.Add(new Splice(chunk.At, Math.Min(chunk.Size, stream.Length - chunk.At), WebPChunks.Make(chunk.Type, changed)));
        }

        if (!chunks.Exists(chunk => chunk.Type == "EXIF"))
        {
            splices.Add(Announced(stream, first));
            // EXIF stands before XMP and after the pixels.
            var at = chunks.Where(chunk => chunk.Type == "XMP ").Select(chunk => chunk.At).FirstOrDefault(chunks[^1].At + chunks[^1].Size);
            splices.Add(new Splice(Math.Min(at, stream.Length), 0, WebPChunks.Make("EXIF", ExifPatch.BareOfOrientation(orientation))));
        }

        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)(stream.Length - 8 + splices.Sum(splice => splice.Bytes.Length - splice.Length)));
        return [.. splices, new Splice(4, 4, length)];
    }

    /// <summary>The chunk that comes first in an extended file, which says that there is EXIF.</summary>
    private static Splice Announced(Stream stream, WebPChunk first)
    {
        var data = WebPChunks.Data(stream, first, 10);
        if (first.Type == "VP8X")
        {
            return new Splice(first.At + 8, 1, [(byte)(data[0] | HasExif)]);
        }

        // VP8 begins with 3 bytes of frame and 3 of start code; VP8L with one of signature. Then come 14 bits each of width and height.
        var lossless = first.Type == "VP8L";
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(lossless ? 1 : 6));
        var (width, height) = lossless ? (bits & 0x3FFF, (bits >> 14) & 0x3FFF) : ((bits & 0x3FFF) - 1, ((bits >> 16) & 0x3FFF) - 1);
        var alpha = lossless && (bits & (1u << 28)) != 0 ? HasAlpha : 0;
        return new Splice(first.At, 0, WebPChunks.Make("VP8X", [(byte)(HasExif | alpha), 0, 0, 0, .. ThreeBytes(width), .. ThreeBytes(height)]));
    }

    private static byte[] ThreeBytes(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
