using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Lays a directory out as the bytes of a little-endian TIFF.</summary>
/// <param name="Big">Whether counts and offsets have 64 bits (BigTIFF).</param>
internal sealed record TiffLayout(bool Big)
{
    private const int Long = 4;
    private const int Long8 = 16;

    private int OffsetSize => Big ? 8 : 4;

    private int EntrySize => Big ? 20 : 12;

    private int CountSize => Big ? 8 : 2;

    /// <summary>The directory, its values and the directories below it, as they stand at an offset of the file.</summary>
    public byte[] Lay(TiffDirectory directory, long at)
    {
        var entries = directory.Entries.OrderBy(entry => entry.Tag).ToArray();
        var bytes = new MemoryStream();
        bytes.SetLength(CountSize + (entries.Length * EntrySize) + OffsetSize); // the last is the next directory's offset: none
        var table = new byte[bytes.Length];
        WriteOffset(table, entries.Length, CountSize);
        bytes.Position = bytes.Length;
        for (var i = 0; i < entries.Length; i++)
        {
            Lay(entries[i], table.AsSpan(CountSize + (i * EntrySize), EntrySize), bytes, at);
        }

        bytes.Position = 0;
        bytes.Write(table);
        return bytes.ToArray();
    }

    private void Lay(TiffEntry entry, Span<byte> field, MemoryStream bytes, long at)
    {
        var isDirectory = entry.Directory is not null;
        BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)entry.Tag);
        BinaryPrimitives.WriteUInt16LittleEndian(field[2..], (ushort)(!isDirectory ? entry.Type : Big ? Long8 : Long));
        WriteOffset(field[4..], isDirectory ? 1 : entry.Count, OffsetSize);
        var inline = field[(4 + OffsetSize)..];
        if (!isDirectory && entry.Value.Length <= OffsetSize)
        {
            entry.Value.CopyTo(inline);
            return;
        }

        if (bytes.Position % 2 != 0)
        {
            bytes.WriteByte(0);
        }

        var offset = at + bytes.Position;
        WriteOffset(inline, offset, OffsetSize);
        bytes.Write(entry.Directory is { } below ? Lay(below, offset) : entry.Value);
    }

    private static void WriteOffset(Span<byte> at, long value, int size)
    {
        for (var i = 0; i < size; i++)
        {
            at[i] = (byte)(value >> (8 * i));
        }
    }
}
