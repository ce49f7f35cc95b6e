using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>The index of a JPEG that holds several pictures (CIPA DC-007): where each begins and how long it is.</summary>
internal sealed class MultiPictureIndex
{
    private const int EntryLength = 12;
    private const int NumberOfImages = 0xB001;
    private const int Images = 0xB002;
    private const int ImageLength = 16;
    private const int LengthAt = 4;
    private const int OffsetAt = 8;

    private readonly byte[] body;
    private readonly int table;
    private readonly int countAt;
    private readonly int sizeAt;

    private MultiPictureIndex(byte[] body, int table, int count, int countAt, int sizeAt) =>
        (this.body, this.table, Count, this.countAt, this.sizeAt) = (body, table, count, countAt, sizeAt);

    /// <summary>Where in a segment's body that begins from which its offsets count.</summary>
    public static int Base => Header.Length;

    /// <summary>How many pictures it lists, the first included.</summary>
    public int Count { get; }

    private static ReadOnlySpan<byte> Header => "MPF\0"u8;

    private bool IsLittleEndian => body[Base] == 'I';

    /// <summary>Whether a segment is of this kind; those of the pictures behind the first have no index.</summary>
    public static bool IsIn(JpegSegment segment) => segment.Marker is 0xE2 && segment.Body.AsSpan().StartsWith(Header);

    /// <summary>Reads a segment's body; null where it has no index that can be read.</summary>
    public static MultiPictureIndex? Read(byte[] body)
    {
        if (body.Length < Base + 8 || body[Base] is not ((byte)'I' or (byte)'M'))
        {
            return null;
        }

        var reader = new MultiPictureIndex(body, 0, 0, 0, 0);
        var directory = Base + reader.Read32(Base + 4);
        int? countAt = null, sizeAt = null;
        for (var i = 0; i < reader.Read16(directory); i++)
        {
            var entry = directory + 2 + (i * EntryLength);
            switch (reader.Read16(entry))
            {
                case NumberOfImages:
                    countAt = (int)entry + 8;
                    break;
                case Images:
                    sizeAt = (int)entry + 4;
                    break;
            }
        }

        if (countAt is not { } number || sizeAt is not { } size)
        {
            return null;
        }

        var table = Base + reader.Read32(size + 4);
        var count = reader.Read32(size) / ImageLength;
        return count >= 1 && table + (count * ImageLength) <= body.Length ? new MultiPictureIndex(body, (int)table, (int)count, number, size) : null;
    }

    /// <summary>Where a picture begins, counted from <see cref="Base"/>, and its length.</summary>
    public (long Offset, long Length) this[int picture] => (Read32(At(picture) + OffsetAt), Read32(At(picture) + LengthAt));

    /// <summary>The body for other pictures, as long as before.</summary>
    /// <param name="pictures">Which of the pictures are still there, each with where it begins and its length; the first is at 0.</param>
    public byte[] With(IReadOnlyList<(int Picture, long Offset, long Length)> pictures)
    {
        var changed = new MultiPictureIndex([.. body], table, Count, countAt, sizeAt);
        changed.body.AsSpan(table, Count * ImageLength).Clear();
        foreach (var (place, (picture, offset, length)) in pictures.Index())
        {
            body.AsSpan(At(picture), LengthAt).CopyTo(changed.body.AsSpan(At(place)));
            changed.Write32(At(place) + LengthAt, length);
            changed.Write32(At(place) + OffsetAt, offset);
            if (pictures.Count == Count)
            {
                // Numbers of pictures that belong to this one: they hold as long as all are there.
                body.AsSpan(At(picture) + OffsetAt + 4, 4).CopyTo(changed.body.AsSpan(At(place) + OffsetAt + 4));
            }
        }

        changed.Write32(countAt, pictures.Count);
        changed.Write32(sizeAt, pictures.Count * ImageLength);
        return changed.body;
    }

    private int At(int picture) => table + (picture * ImageLength);

    private int Read16(long at) => at < 0 || at + 2 > body.Length ? 0
        : IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan((int)at)) : BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan((int)at));

    private long Read32(long at) => at < 0 || at + 4 > body.Length ? 0
        : IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan((int)at)) : BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan((int)at));

    private void Write32(int at, long value)
    {
        if (IsLittleEndian)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(at), (uint)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(at), (uint)value);
        }
    }
}
