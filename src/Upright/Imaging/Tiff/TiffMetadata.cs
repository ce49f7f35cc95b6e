using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Carries EXIF into and out of TIFF, where libvips knows none of it, and IPTC, which it writes unreadably.</summary>
internal static class TiffMetadata
{
    private const int Iptc = 33723;
    private const int LongType = 4;
    private const int MostInputBytes = 1 << 20;
    private const int MostOutputBytes = 1 << 28;

    // Document name, description, make, model, page name, software, date, artist, host computer, copyright: what describes the
    // picture and not how its pixels are stored.
    private static readonly HashSet<int> Describing = [269, 270, 271, 272, 285, 305, 306, 315, 316, 33432, TiffDirectory.Exif, TiffDirectory.Gps];

    /// <summary>What a TIFF or an EXIF block says about the picture, its orientation and thumbnail left out.</summary>
    public static TiffDirectory Describe(Stream stream) =>
        new([.. TiffReader.Read(stream, MostInputBytes).Entries.Where(entry => Describing.Contains(entry.Tag))]);

    /// <summary>The description as an EXIF block of its own.</summary>
    public static byte[] ToBlock(TiffDirectory description) => [.. "II*\0"u8, 8, 0, 0, 0, .. new TiffLayout(Big: false).Lay(description, 8)];

    /// <summary>Adds to a TIFF of one page, just written, a new first directory that holds the description and IPTC too.</summary>
    public static void AddTo(Stream stream, TiffDirectory description, byte[] iptc)
    {
        Span<byte> head = stackalloc byte[4];
        stream.Position = 0;
        stream.ReadExactly(head);
        if (head[0] != 'I' || (description.Entries.Count == 0 && iptc.Length == 0))
        {
            return; // libvips writes the machine's own byte order, which is little-endian wherever .NET runs libvips
        }

        var written = TiffReader.Read(stream, MostOutputBytes).Entries.Where(entry => entry.Tag != Iptc && !description.Has(entry.Tag));
        TiffEntry[] bare = iptc.Length == 0 ? [] : [new TiffEntry(Iptc, LongType, [.. iptc, .. new byte[-iptc.Length & 3]])];
        var layout = new TiffLayout(Big: head[2] == 43);
        var at = (stream.Length + 1) & ~1L;
        stream.Position = at;
        stream.Write(layout.Lay(new TiffDirectory([.. written, .. description.Entries, .. bare]), at));

        Span<byte> offset = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(offset, at);
        stream.Position = layout.Big ? 8 : 4;
        stream.Write(layout.Big ? offset : offset[..4]);
    }
}
