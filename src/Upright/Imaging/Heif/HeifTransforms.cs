namespace Upright.Imaging;

/// <summary>The two properties that turn and mirror a picture of a HEIF for every reader: irot and imir.</summary>
internal static class HeifTransforms
{
    private const string Rotation = "irot";
    private const string Mirror = "imir";

    /// <summary>What a property asks to be done; null for one that does neither.</summary>
    public static SquareSymmetry? Of(byte[] bytes, IsoBox property)
    {
        var reader = IsoReader.Of(bytes, property);
        return property.Type switch
        {
            // Counted counter-clockwise.
            Rotation => SquareSymmetry.OfQuarterTurns((4 - (reader.ReadInt(1) & 3)) & 3),
            Mirror => OfMirror(reader.ReadInt(1) & 1),
            _ => null,
        };
    }

    /// <summary>The boxes that ask for this, in the order in which they are to be carried out.</summary>
    public static IReadOnlyList<byte[]> BoxesFor(SquareSymmetry symmetry)
    {
        foreach (var quarters in Enumerable.Range(0, 4))
        {
            var turned = SquareSymmetry.OfQuarterTurns(quarters);
            byte[][] rotation = quarters == 0 ? [] : [IsoWriter.Box(Rotation, [(byte)((4 - quarters) & 3)])];
            if (turned == symmetry)
            {
                return rotation;
            }

            foreach (var mode in (int[])[1, 0])
            {
                if (turned.Then(OfMirror(mode)) == symmetry)
                {
                    return [.. rotation, IsoWriter.Box(Mirror, [(byte)mode])];
                }
            }
        }

        throw new InvalidOperationException("Every symmetry is a turn, or a turn and a mirror.");
    }

    // 0 exchanges top and bottom, 1 left and right (ISO/IEC 23008-12:2022, 6.5.12; the first edition was read both ways).
    private static SquareSymmetry OfMirror(int mode) => SquareSymmetry.OfOrientation(mode == 0 ? 4 : 2);
}
