using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>
/// Changes single values of an EXIF block where they stand. Everything else keeps its bytes and its place, which matters
/// to maker notes: they hold offsets that only their maker's programs know.
/// </summary>
internal sealed class ExifPatch
{
    private const int HeaderLength = 6;
    private const int EntryLength = 12;
    private const int Short = 3;
    private const int Long = 4;
    private const int Orientation = 0x0112;
    private const int ExifDirectory = 0x8769;
    private const int PixelsAcross = 0xA002;
    private const int PixelsDown = 0xA003;
    private const int SubjectAreaTag = 0x9214;
    private const int SubjectLocation = 0xA214;
    private const int ThumbnailAt = 0x0201;
    private const int ThumbnailLength = 0x0202;

    private readonly byte[] body;
    private readonly bool littleEndian;

    private ExifPatch(byte[] body) => (this.body, littleEndian) = (body, body.Length > HeaderLength && body[HeaderLength] == 'I');

    private static ReadOnlySpan<byte> Header => "Exif\0\0"u8;

    private Span<byte> Tiff => body.AsSpan(HeaderLength);

    /// <summary>Whether a segment's body is an EXIF block.</summary>
    public static bool IsExif(byte[] body) =>
        body.AsSpan().StartsWith(Header) && body.AsSpan(HeaderLength) is [(byte)'I', (byte)'I', 42, 0, _, _, _, _, ..] or [(byte)'M', (byte)'M', 0, 42, _, _, _, _, ..];

    /// <summary>The block of a picture whose pixels have been turned: orientation 1, its new size, and no thumbnail.</summary>
    /// <param name="block">With or without the six bytes that JPEG puts in front; one that cannot be read stays as it is.</param>
    /// <param name="width">The new width.</param>
    /// <param name="height">The new height.</param>
    /// <param name="map">Where points come to lie; null where that is not known.</param>
    public static byte[] Turned(byte[] block, int width, int height, CoordinateMap? map)
    {
        var patch = new ExifPatch(WithHeader(block));
        if (!IsExif(patch.body))
        {
            return block;
        }

        var first = patch.FirstDirectory;
        patch.SetNumber(first, Orientation, 1);
        var length = patch.WithoutThumbnail(first);
        if (patch.Entry(first, ExifDirectory) is { } entry)
        {
            var directory = patch.Read32(entry + 8);
            patch.SetNumber(directory, PixelsAcross, width);
            patch.SetNumber(directory, PixelsDown, height);
            if (map is not null)
            {
                patch.TurnPlace(directory, SubjectAreaTag, map);
                patch.TurnPlace(directory, SubjectLocation, map);
            }
        }

        return block.AsSpan().StartsWith(Header) ? patch.body[..length] : patch.body[HeaderLength..length];
    }

    /// <summary>A block without the six bytes that JPEG puts in front.</summary>
    public static byte[] Bare(byte[] block) => block.AsSpan().StartsWith(Header) ? block[HeaderLength..] : block;

    /// <summary>The block of a picture whose pixels stay, with another orientation; longer if it had none.</summary>
    /// <param name="block">With or without the six bytes that JPEG puts in front.</param>
    /// <param name="orientation">1 to 8.</param>
    /// <returns>Null for a block that cannot be read.</returns>
    public static byte[]? WithOrientation(byte[] block, int orientation)
    {
        var body = WithHeader(block);
        if (!IsExif(body))
        {
            return null;
        }

        var patch = new ExifPatch(body);
        var changed = patch.SetNumber(patch.FirstDirectory, Orientation, orientation) ? body : patch.WithEntry(orientation);
        return changed is null ? null : block.AsSpan().StartsWith(Header) ? changed : changed[HeaderLength..];
    }

    /// <summary>A block with the six bytes that JPEG puts in front.</summary>
    public static byte[] WithHeader(byte[] block) => [.. Header, .. Bare(block)];

    /// <summary>A block that says nothing but the orientation.</summary>
    public static byte[] OfOrientation(int orientation) => [.. Header, .. BareOfOrientation(orientation)];

    /// <summary>The same without the six bytes that JPEG puts in front.</summary>
    public static byte[] BareOfOrientation(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, Orientation >> 8, Orientation & 0xFF, 0, Short, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private long FirstDirectory => Read32(4);

    // The first directory is written once more behind everything, with one entry more; what it points to stays where it is.
    private byte[]? WithEntry(int orientation)
    {
        var first = FirstDirectory;
        if (CountOf(first) < 0)
        {
            return null;
        }

        // An orientation of an odd type would be a second one.
        var entries = Tiff.Slice((int)first + 2, CountOf(first) * EntryLength).ToArray().Chunk(EntryLength).Where(entry => TagOf(entry) != Orientation).ToList();
        var count = entries.Count;
        var longer = new ExifPatch([.. body, .. new byte[(body.Length & 1) + 2 + ((count + 1) * EntryLength) + 4]]);
        var at = body.Length - HeaderLength + (body.Length & 1);
        longer.Write16(at, count + 1);
        var position = entries.TakeWhile(entry => TagOf(entry) < Orientation).Count();
        entries.Insert(position, new byte[EntryLength]);
        for (var i = 0; i <= count; i++)
        {
            entries[i].CopyTo(longer.Tiff[(at + 2 + (i * EntryLength))..]);
        }

        var own = at + 2 + (position * EntryLength);
        longer.Write16(own, Orientation);
        longer.Write16(own + 2, Short);
        longer.Write32(own + 4, 1);
        longer.Write16(own + 8, orientation);
        longer.Write32(at + 2 + ((count + 1) * EntryLength), (uint)Read32(EndOf(first)));
        longer.Write32(4, (uint)at);
        return longer.body;
    }

    private int TagOf(byte[] entry) => littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(entry) : BinaryPrimitives.ReadUInt16BigEndian(entry);

    /// <summary>Overwrites the thumbnail and its directory, so that nobody finds the picture as it was.</summary>
    /// <returns>How much of the block is still needed: less if the thumbnail was the last of it.</returns>
    private int WithoutThumbnail(long first)
    {
        var next = EndOf(first);
        var second = next < 0 ? 0 : Read32(next);
        if (second == 0 || CountOf(second) < 0)
        {
            return body.Length;
        }

        var end = Tiff.Length;
        if (Entry(second, ThumbnailAt) is { } at && Entry(second, ThumbnailLength) is { } length
            && Read32(at + 8) is var from && Read32(length + 8) is var count && from >= 8 && from + count <= Tiff.Length)
        {
            Tiff.Slice((int)from, (int)count).Clear();
            end = from + count == end ? (int)from : end;
        }

        Tiff.Slice((int)second, (int)(EndOf(second) + 4 - second)).Clear();
        Write32(next, 0);
        return HeaderLength + end;
    }

    private bool SetNumber(long directory, int tag, int value)
    {
        if (Entry(directory, tag) is not { } entry)
        {
            return false;
        }

        switch (Read16(entry + 2))
        {
            case Short:
                Write32(entry + 8, 0);
                Write16(entry + 8, value);
                return true;
            case Long:
                Write32(entry + 8, (uint)value);
                return true;
            default:
                return false;
        }
    }

    // Up to four numbers of 16 bits; more than two do not fit into the entry and stand elsewhere.
    private void TurnPlace(long directory, int tag, CoordinateMap map)
    {
        if (Entry(directory, tag) is not { } entry || Read16(entry + 2) != Short || Read32(entry + 4) is not (>= 2 and <= 4 and var count))
        {
            return;
        }

        var at = count <= 2 ? entry + 8 : Read32(entry + 8);
        if (at < 8 || at + (2 * count) > Tiff.Length)
        {
            return;
        }

        var numbers = Enumerable.Range(0, (int)count).Select(i => (float)Read16(at + (2 * i))).ToArray();
        foreach (var (i, number) in SubjectArea.Turned(numbers, map).Index())
        {
            Write16(at + (2 * i), (int)number);
        }
    }

    /// <summary>Where a directory's entry of a tag stands; null when there is none.</summary>
    private long? Entry(long directory, int tag)
    {
        for (var i = 0; i < CountOf(directory); i++)
        {
            var entry = directory + 2 + (i * EntryLength);
            if (Read16(entry) == tag)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Where the next directory's offset stands; -1 for a directory that does not lie in the block.</summary>
    private long EndOf(long directory) => CountOf(directory) < 0 ? -1 : directory + 2 + (CountOf(directory) * EntryLength);

    /// <summary>Entries of a directory; -1 for one that does not lie in the block.</summary>
    private int CountOf(long directory)
    {
        var count = Read16(directory);
        return directory >= 8 && directory + 2 + (count * EntryLength) + 4 <= Tiff.Length ? count : -1;
    }

    private int Read16(long at) => at + 2 > Tiff.Length || at < 0 ? 0
        : littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(Tiff[(int)at..]) : BinaryPrimitives.ReadUInt16BigEndian(Tiff[(int)at..]);

    private long Read32(long at) => at + 4 > Tiff.Length || at < 0 ? 0
        : littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(Tiff[(int)at..]) : BinaryPrimitives.ReadUInt32BigEndian(Tiff[(int)at..]);

    private void Write16(long at, int value)
    {
        if (littleEndian)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(Tiff[(int)at..], (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(Tiff[(int)at..], (ushort)value);
        }
    }

    private void Write32(long at, uint value)
    {
        if (at < 0)
        {
            return;
        }

        if (littleEndian)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Tiff[(int)at..], value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(Tiff[(int)at..], value);
        }
    }
}
