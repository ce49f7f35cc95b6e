using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>One directory of a TIFF or an EXIF block: its tags with their values, little-endian, and the directories below it.</summary>
internal sealed record TiffDirectory(IReadOnlyList<TiffEntry> Entries)
{
    /// <summary>The tag of the directory of camera settings.</summary>
    public const int Exif = 34665;

    /// <summary>The tag of the directory of positions on earth.</summary>
    public const int Gps = 34853;

    /// <summary>The tag of a directory within <see cref="Exif"/>.</summary>
    public const int Interoperability = 40965;

    /// <summary>A directory without entries.</summary>
    public static TiffDirectory Empty { get; } = new([]);

    /// <summary>Whether the tag is there.</summary>
    public bool Has(int tag) => Entries.Any(entry => entry.Tag == tag);

    /// <summary>A tag's value; null where it is not there.</summary>
    public TiffEntry? Entry(int tag) => Entries.FirstOrDefault(entry => entry.Tag == tag);

    /// <summary>The first number of a tag's value; null where it is not there.</summary>
    public int? Number(int tag) => Entry(tag) switch
    {
        { Size: 2, Value.Length: >= 2 } entry => BinaryPrimitives.ReadUInt16LittleEndian(entry.Value),
        { Size: 4, Value.Length: >= 4 } entry => BinaryPrimitives.ReadInt32LittleEndian(entry.Value),
        _ => null,
    };
}

/// <summary>A tag and its value.</summary>
/// <param name="Tag">Its number.</param>
/// <param name="Type">The TIFF type of the value.</param>
/// <param name="Value">The value's bytes, little-endian; none for a directory.</param>
/// <param name="Directory">The directory it leads to, if it leads to one.</param>
internal sealed record TiffEntry(int Tag, int Type, byte[] Value, TiffDirectory? Directory = null)
{
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    /// <summary>Bytes of one of its values; 0 for a type that is not known.</summary>
    public int Size => SizeOf(Type);

    /// <summary>Its values, where they are whole numbers without a sign.</summary>
    public long[] Numbers => [.. Value.Chunk(Math.Max(1, Size)).Select(bytes => bytes.Select((one, i) => (long)one << (8 * i)).Sum())];

    /// <summary>How many values there are.</summary>
    public int Count => Size == 0 ? 0 : Value.Length / Size;

    /// <summary>Bytes of one value of a type; 0 for a type that is not known.</summary>
    public static int SizeOf(int type) => type < Sizes.Length ? Sizes[type] : 0;

    /// <summary>Bytes that change places between byte orders: those of one number, two of which make a fraction.</summary>
    public static int NumberSizeOf(int type)
    {
        const int Fraction = 5;
        const int SignedFraction = 10;
        return type is Fraction or SignedFraction ? 4 : SizeOf(type);
    }
}
