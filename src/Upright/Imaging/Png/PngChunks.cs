using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Upright.Imaging;

/// <summary>One chunk of a PNG.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="At">Where its length stands.</param>
/// <param name="Length">Bytes of its data.</param>
internal readonly record struct PngChunk(string Type, long At, long Length)
{
    /// <summary>Bytes of the whole chunk: length, type, data and check sum.</summary>
    public long Size => Length + 12;
}

/// <summary>Walks and makes the chunks of a PNG.</summary>
internal static class PngChunks
{
    /// <summary>Where the first chunk begins.</summary>
    public const int Start = 8;

    private const int MostDescription = 1 << 26;

    /// <summary>Every chunk in order; a damaged file gives those before the damage.</summary>
    public static IEnumerable<PngChunk> Of(Stream stream)
    {
        long at = Start;
        var head = new byte[8];
        while (true)
        {
            stream.Position = at;
            if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            {
                yield break;
            }

            var chunk = new PngChunk(Encoding.Latin1.GetString(head, 4, 4), at, BinaryPrimitives.ReadUInt32BigEndian(head));
            if (at + chunk.Size > stream.Length)
            {
                yield break;
            }

            yield return chunk;
            at += chunk.Size;
        }
    }

    /// <summary>A chunk's data; empty for one larger than any description.</summary>
    public static byte[] Data(Stream stream, PngChunk chunk)
    {
        if (chunk.Length > MostDescription)
        {
            return [];
        }

        var data = new byte[chunk.Length];
        stream.Position = chunk.At + 8;
        stream.ReadExactly(data);
        return data;
    }

    /// <summary>A whole chunk with its length and check sum.</summary>
    public static byte[] Make(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.Latin1.GetBytes(type), .. data];
        var chunk = new byte[typed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        typed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(typed));
        return chunk;
    }
}
