using System.Buffers.Binary;

namespace Upright.Tests.Imaging;

/// <summary>Draws a small EXIF block: maker, orientation and, if asked, a thumbnail.</summary>
internal static class Exif
{
    private const ushort Ascii = 2;
    private const ushort Short = 3;
    private const ushort Long = 4;

    public static byte[] WithOrientation(uint orientation, bool asLong = false, byte[]? thumbnail = null)
    {
        const int Maker = 38;
        const int SecondDirectory = Maker + 8;
        const int ThumbnailAt = SecondDirectory + 2 + (3 * 12) + 4;
        var block = new byte[ThumbnailAt + (thumbnail?.Length ?? 0)];
        "II*\0"u8.CopyTo(block);
        Write32(block, 4, 8);
        Write16(block, 8, 2);
        Entry(block, 10, 0x010F, Ascii, 8, Maker);
        Entry(block, 22, 0x0112, asLong ? Long : Short, 1, orientation);
        Write32(block, 34, thumbnail is null ? 0u : SecondDirectory);
        "Upright\0"u8.CopyTo(block.AsSpan(Maker));
        if (thumbnail is null)
        {
            return block[..SecondDirectory];
        }

        Write16(block, SecondDirectory, 3);
        Entry(block, SecondDirectory + 2, 0x0103, Short, 1, 6);
        Entry(block, SecondDirectory + 14, 0x0201, Long, 1, ThumbnailAt);
        Entry(block, SecondDirectory + 26, 0x0202, Long, 1, (uint)thumbnail.Length);
        thumbnail.CopyTo(block, ThumbnailAt);
        return block;
    }

    private static void Entry(byte[] block, int at, ushort tag, ushort type, uint count, uint value)
    {
        Write16(block, at, tag);
        Write16(block, at + 2, type);
        Write32(block, at + 4, count);
        Write32(block, at + 8, value);
    }

    private static void Write16(byte[] block, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at), value);

    private static void Write32(byte[] block, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(at), value);
}
