using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Reads the directories of a TIFF, of either byte order and offset size, or of an EXIF block.</summary>
internal sealed class TiffReader
{
    private const int MostEntries = 4096;
    private const int MostDepth = 3;
    private const int MostPages = 1_000_000;
    private readonly Stream stream;
    private readonly int mostValueBytes;
    private readonly bool swapped;
    private readonly bool big;
    private long first;

    private TiffReader(Stream stream, int mostValueBytes, bool swapped, bool big) =>
        (this.stream, this.mostValueBytes, this.swapped, this.big) = (stream, mostValueBytes, swapped, big);

    /// <summary>Reads the directory; a damaged one gives what could be read.</summary>
    /// <param name="stream">The whole TIFF or block.</param>
    /// <param name="mostValueBytes">Longer values are left out.</param>
    public static TiffDirectory Read(Stream stream, int mostValueBytes) =>
        Open(stream, mostValueBytes) is { } reader ? reader.ReadPage(reader.first) : TiffDirectory.Empty;

    /// <summary>Opens a file to read its pages one by one; null where it does not begin as a TIFF does.</summary>
    /// <param name="stream">The whole TIFF or block.</param>
    /// <param name="mostValueBytes">Longer values are left out.</param>
    public static TiffReader? Open(Stream stream, int mostValueBytes)
    {
        Span<byte> head = stackalloc byte[16];
        stream.Position = 0;
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read < 8 || head[0] != head[1] || head[0] is not ((byte)'I' or (byte)'M'))
        {
            return null;
        }

        var swapped = head[0] == 'M';
        var big = (swapped ? head[3] : head[2]) == 43;
        var reader = new TiffReader(stream, mostValueBytes, swapped, big);
        reader.first = reader.Offset(big ? head[8..] : head[4..]);
        return reader;
    }

    /// <summary>How the file is laid out.</summary>
    public TiffLayout Layout => new(big, swapped);

    /// <summary>Where each page's directory is; a chain that leaves the file or bites its tail ends there.</summary>
    public IEnumerable<long> PageOffsets()
    {
        HashSet<long> seen = [];
        for (var offset = first; offset != 0 && seen.Count < MostPages && seen.Add(offset);)
        {
            if (ReadAt(offset, big ? 8 : 2) is not { } head)
            {
                yield break;
            }

            yield return offset;
            var count = big ? Offset(head) : Word(head);
            var next = count > MostEntries ? null : ReadAt(offset + head.Length + (count * (big ? 20 : 12)), big ? 8 : 4);
            offset = next is null ? 0 : Offset(next);
        }
    }

    /// <summary>Reads the directory of one page.</summary>
    public TiffDirectory ReadPage(long offset) => ReadDirectory(offset, MostDepth);

    private TiffDirectory ReadDirectory(long offset, int depth)
    {
        var head = ReadAt(offset, big ? 8 : 2);
        var count = head is null ? 0 : big ? Offset(head) : Word(head);
        var size = big ? 20 : 12;
        if (count is 0 or > MostEntries || ReadAt(offset + head!.Length, (int)count * size) is not { } table)
        {
            return TiffDirectory.Empty;
        }

        return new TiffDirectory([.. Enumerable.Range(0, (int)count).Select(i => ReadEntry(table.AsMemory(i * size, size).Span, depth)).OfType<TiffEntry>()]);
    }

    private TiffEntry? ReadEntry(ReadOnlySpan<byte> entry, int depth)
    {
        var (tag, type) = (Word(entry), Word(entry[2..]));
        var field = entry[(big ? 12 : 8)..];
        if (tag is TiffDirectory.Exif or TiffDirectory.Gps or TiffDirectory.Interoperability)
        {
            return depth > 1 ? new TiffEntry(tag, type, [], ReadDirectory(Offset(field), depth - 1)) : null;
        }

        var count = Offset(entry[4..]); // as wide as an offset in both kinds of TIFF
        var length = count * TiffEntry.SizeOf(type);
        if (count is <= 0 or > int.MaxValue || length <= 0 || length > mostValueBytes)
        {
            return null;
        }

        var value = length <= field.Length ? field[..(int)length].ToArray() : ReadAt(Offset(field), (int)length);
        return value is null ? null : new TiffEntry(tag, type, LittleEndian(value, TiffEntry.NumberSizeOf(type)));
    }

    private byte[] LittleEndian(byte[] value, int numberSize)
    {
        for (var at = 0; swapped && numberSize > 1 && at + numberSize <= value.Length; at += numberSize)
        {
            value.AsSpan(at, numberSize).Reverse();
        }

        return value;
    }

    private byte[]? ReadAt(long offset, int length)
    {
        if (offset < 8 || offset + length > stream.Length)
        {
            return null;
        }

        var bytes = new byte[length];
        stream.Position = offset;
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : null;
    }

    private int Word(ReadOnlySpan<byte> at) => swapped ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private long Offset(ReadOnlySpan<byte> at) => (big, swapped) switch
    {
        (false, false) => BinaryPrimitives.ReadUInt32LittleEndian(at),
        (false, true) => BinaryPrimitives.ReadUInt32BigEndian(at),
        (true, false) => BinaryPrimitives.ReadInt64LittleEndian(at),
        (true, true) => BinaryPrimitives.ReadInt64BigEndian(at),
    };
}
