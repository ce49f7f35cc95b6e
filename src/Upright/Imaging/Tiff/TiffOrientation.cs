using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Puts an orientation into the first directory of a TIFF: over the old one, or into a longer copy of the directory at the end of the file.</summary>
internal sealed class TiffOrientation
{
    private const int Orientation = 274;
    private const int Short = 3;

    private readonly Stream stream;
    private readonly bool swapped;
    private readonly bool big;

    private TiffOrientation(Stream stream, bool swapped, bool big) => (this.stream, this.swapped, this.big) = (stream, swapped, big);

    private int OffsetSize => big ? 8 : 4;

    private int CountSize => big ? 8 : 2;

    private int EntrySize => big ? 20 : 12;

    /// <summary>What to change; null where the directory cannot be read.</summary>
    public static IReadOnlyList<Splice>? Set(Stream stream, int orientation)
    {
        Span<byte> head = stackalloc byte[4];
        stream.Position = 0;
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || head[0] != head[1])
        {
            return null;
        }

        var swapped = head[0] == 'M';
        return new TiffOrientation(stream, swapped, (swapped ? head[3] : head[2]) == 43).Set(orientation);
    }

    private List<Splice>? Set(int orientation)
    {
        var pointer = big ? 8 : 4;
        if (ReadAt(pointer, OffsetSize) is not { } offset || (long)Number(offset) is not (>= 8 and var directory)
            || ReadAt(directory, CountSize) is not { } count || Number(count) is not (> 0 and < 4096 and var entries)
            || ReadAt(directory + CountSize, ((int)entries * EntrySize) + OffsetSize) is not { } table)
        {
            return null;
        }

        var packet = XmpWith(orientation, table, (int)entries);
        var field = Field(orientation);
        for (var i = 0; i < (int)entries; i++)
        {
            if (TagAt(table, i) == Orientation)
            {
                return [new Splice(directory + CountSize + (i * EntrySize), EntrySize, field), .. packet];
            }
        }

        var position = Enumerable.Range(0, (int)entries).TakeWhile(i => TagAt(table, i) < Orientation).Count() * EntrySize;
        var end = (stream.Length + 1) & ~1L;
        return !big && end > uint.MaxValue ? null :
        [
            new Splice(pointer, OffsetSize, Bytes((ulong)end, OffsetSize)),
            new Splice(
                stream.Length,
                0,
                [.. new byte[end - stream.Length], .. Bytes(entries + 1, CountSize), .. table.AsSpan(0, position), .. field, .. table.AsSpan(position)]),
            .. packet,
        ];
    }

    // Same length: the orientation is one digit. Another length would not fit, and is left.
    private List<Splice> XmpWith(int orientation, byte[] table, int entries)
    {
        const int Xml = 700;
        var i = Enumerable.Range(0, entries).Cast<int?>().FirstOrDefault(i => TagAt(table, i!.Value) == Xml);
        if (i is null)
        {
            return [];
        }

        var entry = table.AsSpan(i.Value * EntrySize);
        var length = Number(entry.Slice(4, OffsetSize));
        var at = (long)Number(entry.Slice(4 + OffsetSize, OffsetSize));
        return length is > 16 and < (1 << 26) && ReadAt(at, (int)length) is { } packet
            && Xmp.WithOrientation(packet, orientation) is var changed && changed.Length == packet.Length
            ? [new Splice(at, packet.Length, changed)]
            : [];
    }

    private int TagAt(byte[] table, int i) => (int)Number(table.AsSpan(i * EntrySize, 2));

    private byte[] Field(int orientation) =>
        [.. Bytes(Orientation, 2), .. Bytes(Short, 2), .. Bytes(1, OffsetSize), .. Bytes((ulong)orientation, 2), .. new byte[OffsetSize - 2]];

    private byte[]? ReadAt(long offset, int length)
    {
        if (offset < 0 || offset > stream.Length - length)
        {
            return null;
        }

        var bytes = new byte[length];
        stream.Position = offset;
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : null;
    }

    private ulong Number(ReadOnlySpan<byte> bytes) => (bytes.Length, swapped) switch
    {
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };

    private byte[] Bytes(ulong value, int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++)
        {
            bytes[swapped ? size - 1 - i : i] = (byte)(value >> (8 * i));
        }

        return bytes;
    }
}
