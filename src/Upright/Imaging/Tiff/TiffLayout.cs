namespace Upright.Imaging;

/// <summary>Lays a directory out as the bytes of a TIFF.</summary>
/// <param name="Big">Whether counts and offsets have 64 bits (BigTIFF).</param>
/// <param name="Swapped">Whether numbers have their highest byte first.</param>
internal sealed record TiffLayout(bool Big, bool Swapped = false)
{
    private const int Long = 4;
    private const int Long8 = 16;

    /// <summary>The bytes that such a file begins with; the first directory's offset is still to be written behind them.</summary>
    public byte[] Header => (Big, Swapped) switch
    {
        (false, false) => [.. "II*\0"u8],
        (false, true) => [.. "MM\0*"u8],
        (true, false) => [.. "II+\0\b\0\0\0"u8],
        (true, true) => [.. "MM\0+\0\b\0\0"u8],
    };

    /// <summary>Bytes of an offset.</summary>
    public int OffsetSize => Big ? 8 : 4;

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

    /// <summary>Where in a directory's bytes the next one's offset stands.</summary>
    public int NextOffsetIn(TiffDirectory directory) => CountSize + (directory.Entries.Count * EntrySize);

    /// <summary>An offset as bytes.</summary>
    public byte[] Offset(long value)
    {
        var bytes = new byte[OffsetSize];
        WriteOffset(bytes, value, OffsetSize);
        return bytes;
    }

    private void Lay(TiffEntry entry, Span<byte> field, MemoryStream bytes, long at)
    {
        var isDirectory = entry.Directory is not null;
        WriteOffset(field, entry.Tag, 2);
        WriteOffset(field[2..], !isDirectory ? entry.Type : Big ? Long8 : Long, 2);
        WriteOffset(field[4..], isDirectory ? 1 : entry.Count, OffsetSize);
        var inline = field[(4 + OffsetSize)..];
        if (!isDirectory && entry.Value.Length <= OffsetSize)
        {
            InOrder(entry).CopyTo(inline);
            return;
        }

        if (bytes.Position % 2 != 0)
        {
            bytes.WriteByte(0);
        }

        var offset = at + bytes.Position;
        WriteOffset(inline, offset, OffsetSize);
        bytes.Write(entry.Directory is { } below ? Lay(below, offset) : InOrder(entry));
    }

    private byte[] InOrder(TiffEntry entry)
    {
        var size = TiffEntry.NumberSizeOf(entry.Type);
        if (!Swapped || size < 2)
        {
            return entry.Value;
        }

        var bytes = entry.Value.ToArray();
        for (var at = 0; at + size <= bytes.Length; at += size)
        {
            bytes.AsSpan(at, size).Reverse();
        }

        return bytes;
    }

    private void WriteOffset(Span<byte> at, long value, int size)
    {
        for (var i = 0; i < size; i++)
        {
            at[Swapped ? size - 1 - i : i] = (byte)(value >> (8 * i));
        }
    }
}
