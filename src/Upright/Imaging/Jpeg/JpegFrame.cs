using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>How a JPEG is coded, from its SOF segment.</summary>
/// <param name="Width">Pixels per row as stored.</param>
/// <param name="Height">Rows as stored.</param>
/// <param name="Precision">Bits per sample.</param>
/// <param name="Marker">The SOF marker: C0 to C2 are the sequential and progressive kinds with Huffman codes.</param>
/// <param name="Sampling">The horizontal and vertical sampling factor of each component.</param>
internal sealed record JpegFrame(int Width, int Height, int Precision, byte Marker, IReadOnlyList<(int Across, int Down)> Sampling)
{
    private const int BlockSide = 8;

    /// <summary>Whether it is stored in several passes from coarse to fine.</summary>
    public bool IsProgressive => Marker is 0xC2;

    /// <summary>Whether it is one of the kinds that every reader knows: Huffman codes, 8 bits, no hierarchy.</summary>
    public bool IsCommon => Marker is >= 0xC0 and <= 0xC2 && Precision == 8 && Sampling.Count is 1 or 3 or 4 && Width > 0 && Height > 0;

    /// <summary>Pixels across of the smallest part that can be moved as a whole.</summary>
    public int UnitWidth => Sampling.Count == 1 ? BlockSide : BlockSide * Sampling.Max(factors => factors.Across);

    /// <summary>Pixels down of the smallest part that can be moved as a whole.</summary>
    public int UnitHeight => Sampling.Count == 1 ? BlockSide : BlockSide * Sampling.Max(factors => factors.Down);

    /// <summary>Reads the segment's body; null when it is too short.</summary>
    public static JpegFrame? Read(JpegSegment segment)
    {
        var body = segment.Body;
        return body.Length < ComponentAt(0) || body.Length < ComponentAt(body[5])
            ? null
            : new JpegFrame(
                BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(3)),
                BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(1)),
                body[0],
                segment.Marker,
                [.. Enumerable.Range(0, body[5]).Select(i => body[ComponentAt(i) + 1]).Select(factors => (factors >> 4, factors & 15))]);
    }

    /// <summary>Where a component stands in the segment's body: its id, sampling factors and quantisation table, a byte each.</summary>
    public static int ComponentAt(int component) => 6 + (3 * component);

    /// <summary>A component's id, by which scans name it.</summary>
    public static byte ComponentId(JpegSegment segment, int component) => segment.Body[ComponentAt(component)];

    /// <summary>The blocks of a component.</summary>
    public JpegBlockGrid Grid(int component)
    {
        var (across, down) = Sampling[component];
        var columns = Ceiling(Width * across, BlockSide * Sampling.Max(factors => factors.Across));
        var rows = Ceiling(Height * down, BlockSide * Sampling.Max(factors => factors.Down));
        return new JpegBlockGrid(columns, rows, Ceiling(columns, across) * across, Ceiling(rows, down) * down);
    }

    /// <summary>The frame of the picture laid over by a symmetry, without the units that cannot be moved.</summary>
    public JpegFrame Turned(SquareSymmetry symmetry)
    {
        var (width, height, _) = Under(symmetry);
        return this with { Width = width, Height = height, Sampling = symmetry.Transposes ? [.. Sampling.Select(factors => (factors.Down, factors.Across))] : Sampling };
    }

    /// <summary>
    /// The size of the picture laid over by a symmetry, and whether all of it can be had by moving whole units: those that
    /// are cut by the right or lower edge cannot become the first ones.
    /// </summary>
    /// <returns>Width and height without the units that cannot be moved; whether there are none of those.</returns>
    public (int Width, int Height, bool IsWhole) Under(SquareSymmetry symmetry)
    {
        var (width, height) = symmetry.Transposes ? (Height, Width) : (Width, Height);
        var (unitWidth, unitHeight) = symmetry.Transposes ? (UnitHeight, UnitWidth) : (UnitWidth, UnitHeight);
        var movedWidth = symmetry.MirrorsAcross ? width / unitWidth * unitWidth : width;
        var movedHeight = symmetry.MirrorsDown ? height / unitHeight * unitHeight : height;
        return (movedWidth, movedHeight, (movedWidth, movedHeight) == (width, height));
    }

    private static int Ceiling(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
