namespace Upright.Imaging;

/// <summary>One thing that a HEIF holds: a coded picture, one made of others, or what describes them.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Type">Four letters: hvc1, av01, grid, Exif, mime and others.</param>
/// <param name="ContentType">Of a mime item, what it is; otherwise empty.</param>
internal sealed record HeifItem(uint Id, string Type, string ContentType)
{
    /// <summary>Its properties, in the order in which those that change the picture are carried out.</summary>
    public IReadOnlyList<HeifAssociation> Properties { get; init; } = [];

    /// <summary>Where its data lie.</summary>
    public HeifPlace? Place { get; init; }
}

/// <summary>That an item has a property.</summary>
/// <param name="Index">The property's place in the list of all, from 1.</param>
/// <param name="IsEssential">Whether a reader that does not know it must not show the item.</param>
internal readonly record struct HeifAssociation(int Index, bool IsEssential);

/// <summary>Where an item's data lie.</summary>
/// <param name="IsInFile">Whether offsets count from the beginning of the file; otherwise they stay true wherever the item goes.</param>
/// <param name="IsElsewhere">Whether the data lie in another file.</param>
/// <param name="Base">What is added to every offset.</param>
/// <param name="Extents">The pieces.</param>
internal sealed record HeifPlace(bool IsInFile, bool IsElsewhere, HeifOffset Base, IReadOnlyList<(HeifOffset Offset, ulong Length)> Extents);

/// <summary>An offset, and where itself stands.</summary>
/// <param name="Value">The offset.</param>
/// <param name="At">Where its field stands among the bytes of the box.</param>
/// <param name="Size">Bytes of the field; 0 where there is none.</param>
internal readonly record struct HeifOffset(ulong Value, int At, int Size);
