using System.Buffers.Binary;
using ImageMagick;

namespace Upright.Imaging;

/// <summary>ICO: the largest of its pictures.</summary>
internal sealed class IcoCodec() : MagickCodec(PictureFormat.Ico, MagickFormat.Ico, "ICO", "image/vnd.microsoft.icon", ".ico")
{
    private const int HeaderLength = 6;
    private const int EntryLength = 16;
    private const int MostBytes = 64 << 20;

    public override PictureFormat WrittenAs => PictureFormat.Png;

    // Not none and not hundreds of pictures, and a byte that is 0.
    public override bool Begins(ReadOnlySpan<byte> head) => head is [0, 0, 1, 0, > 0, 0, _, _, _, 0, ..];

    protected override Stream Part(Stream file)
    {
        using var whole = file;
        var entries = Read(whole, 0, HeaderLength)[4] is var count ? Read(whole, HeaderLength, count * EntryLength).Chunk(EntryLength).ToList() : [];
        var largest = entries.MaxBy(entry => (Side(entry[0]) * Side(entry[1]), BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(6))))!;
        var picture = Read(whole, BinaryPrimitives.ReadUInt32LittleEndian(largest.AsSpan(12)), BinaryPrimitives.ReadUInt32LittleEndian(largest.AsSpan(8)));
        BinaryPrimitives.WriteInt32LittleEndian(largest.AsSpan(12), HeaderLength + EntryLength);
        return new MemoryStream([0, 0, 1, 0, 1, 0, .. largest, .. picture]);
    }

    private static int Side(byte stored) => stored == 0 ? 256 : stored;

    private static byte[] Read(Stream stream, long at, long length)
    {
        if (at + length > stream.Length || length > MostBytes)
        {
            throw new InvalidDataException("A picture of it lies beyond its end.");
        }

        var bytes = new byte[length];
        stream.Position = at;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
