using System.Buffers.Binary;
using System.Text;

namespace Upright.Imaging;

/// <summary>One chunk of a WebP.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="At">Where its type stands.</param>
/// <param name="Length">Bytes of its data.</param>
internal readonly record struct WebPChunk(string Type, long At, long Length)
{
    /// <summary>Bytes of the whole chunk: type, length, data and the byte that makes it even.</summary>
    public long Size => 8 + Length + (Length & 1);
}

/// <summary>Walks and makes the chunks of a WebP.</summary>
internal static class WebPChunks
{
    /// <summary>Where the first chunk begins: after RIFF, the length of the rest, and WEBP.</summary>
    public const int Start = 12;

    /// <summary>Every chunk in order; a damaged file gives those before the damage.</summary>
    public static IEnumerable<WebPChunk> Of(Stream stream)
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

            var chunk = new WebPChunk(Encoding.Latin1.GetString(head, 0, 4), at, BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)));
            if (at + 8 + chunk.Length > stream.Length)
            {
                yield break;
            }

            yield return chunk;
            at += chunk.Size;
        }
    }

    /// <summary>The first bytes of a chunk's data, at most as many as asked for.</summary>
    public static byte[] Data(Stream stream, WebPChunk chunk, int most = int.MaxValue)
    {
        var data = new byte[Math.Min(chunk.Length, most)];
        stream.Position = chunk.At + 8;
        stream.ReadExactly(data);
        return data;
    }

    /// <summary>A whole chunk.</summary>
    public static byte[] Make(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.Latin1.GetBytes(type), .. length, .. data, .. new byte[data.Length & 1]];
    }
}
