using System.Buffers.Binary;
using System.Text;

namespace Upright.Imaging;

/// <summary>A box at the top of a file, which may be longer than memory.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="At">Where its header begins.</param>
/// <param name="Body">Where its content begins.</param>
/// <param name="End">Where the next box begins, or the file ends.</param>
internal readonly record struct FileBox(string Type, long At, long Body, long End)
{
    /// <summary>Its content; null where that is longer than allowed.</summary>
    public byte[]? Read(Stream stream, int most)
    {
        if (End - Body > most)
        {
            return null;
        }

        var bytes = new byte[End - Body];
        stream.Position = Body;
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>The boxes that a HEIF, JPEG 2000 or JPEG XL file is made of (ISO/IEC 14496-12, 4.2).</summary>
internal static class IsoFile
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    /// <summary>The boxes in order, to the end of the file or to the first that has an impossible size.</summary>
    public static IEnumerable<FileBox> Boxes(Stream stream)
    {
        var head = new byte[LongHeader];
        for (long at = 0; at + ShortHeader <= stream.Length;)
        {
            stream.Position = at;
            var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var isLong = size == 1 && read == LongHeader;
            var header = isLong ? LongHeader : ShortHeader;
            size = isLong ? BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(ShortHeader)) : size == 0 ? stream.Length - at : size;
            if (size < header)
            {
                yield break;
            }

            var end = at + Math.Min(size, stream.Length - at);
            yield return new FileBox(Encoding.Latin1.GetString(head, 4, 4), at, at + header, end);
            at = end;
        }
    }
}
