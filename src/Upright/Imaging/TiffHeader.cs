using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>What the first directory of a TIFF tells that libvips does not.</summary>
/// <param name="Compression">The value of the compression tag; 1 is none.</param>
/// <param name="IsCameraRaw">Whether it is a DNG, NEF, ARW…: a small preview first, the raw data where libtiff does not look.</param>
internal sealed record TiffHeader(int Compression, bool IsCameraRaw)
{
    private const int NewSubfileType = 254;
    private const int CompressionTag = 259;
    private const int SubIfds = 330;
    private const int DngVersion = 50706;
    private const int MostEntries = 4096;

    /// <summary>Reads the first directory; a damaged one is left for the decoder to complain about.</summary>
    public static TiffHeader Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[16];
        stream.Position = 0;
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return new TiffHeader(1, false);
        }

        var bytes = new ByteOrder(LittleEndian: head[0] == 'I');
        var big = bytes.UInt16(head[2..]) == 43;
        var offset = big ? (long)bytes.UInt64(head[8..]) : bytes.UInt32(head[4..]);
        if (offset < 8 || offset >= stream.Length)
        {
            return new TiffHeader(1, false);
        }

        stream.Position = offset;
        var countLength = big ? 8 : 2;
        stream.ReadAtLeast(head[..countLength], countLength, throwOnEndOfStream: false);
        var count = big ? (long)bytes.UInt64(head) : bytes.UInt16(head);
        var values = ReadEntries(stream, bytes, Math.Min(count, MostEntries), big);
        var preview = (values.GetValueOrDefault(NewSubfileType) & 1) != 0;
        return new TiffHeader(
            values.GetValueOrDefault(CompressionTag, 1),
            values.ContainsKey(DngVersion) || (preview && values.ContainsKey(SubIfds)));
    }

    private static Dictionary<int, int> ReadEntries(Stream stream, ByteOrder bytes, long count, bool big)
    {
        const int Short = 3;
        var values = new Dictionary<int, int>();
        Span<byte> entry = stackalloc byte[big ? 20 : 12];
        for (var i = 0; i < count && stream.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) == entry.Length; i++)
        {
            var value = entry[(big ? 12 : 8)..];
            values[bytes.UInt16(entry)] = bytes.UInt16(entry[2..]) == Short ? bytes.UInt16(value) : (int)bytes.UInt32(value);
        }

        return values;
    }

    private readonly record struct ByteOrder(bool LittleEndian)
    {
        public ushort UInt16(ReadOnlySpan<byte> at) => LittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

        public uint UInt32(ReadOnlySpan<byte> at) => LittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

        public ulong UInt64(ReadOnlySpan<byte> at) => LittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(at) : BinaryPrimitives.ReadUInt64BigEndian(at);
    }
}
