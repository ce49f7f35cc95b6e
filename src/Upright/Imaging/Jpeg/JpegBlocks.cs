using System.Numerics;

namespace Upright.Imaging;

/// <summary>The coefficients of a component: of each block those that are not zero, which in photos are few.</summary>
internal sealed class JpegBlocks(JpegBlockGrid grid)
{
    private const int ChunkLength = 1 << 18;

    private readonly List<short[]> chunks = [];
    private readonly int[] places = new int[grid.PaddedColumns * grid.PaddedRows];
    private readonly ulong[] present = new ulong[grid.PaddedColumns * grid.PaddedRows];
    private int used = ChunkLength;

    /// <summary>Which blocks there are.</summary>
    public JpegBlockGrid Grid => grid;

    /// <summary>Room for the coefficients of the block that is added next, which are put there in zigzag order without the zeros.</summary>
    public Span<short> Room()
    {
        if (used + JpegBlockGrid.BlockLength > ChunkLength)
        {
            chunks.Add(new short[ChunkLength]);
            used = 0;
        }

        return chunks[^1].AsSpan(used, JpegBlockGrid.BlockLength);
    }

    /// <summary>Adds a block.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="row">Where it stands.</param>
    /// <param name="coefficients">Which of its coefficients are not zero: bit k for the k-th in zigzag order.</param>
    public void Add(int column, int row, ulong coefficients)
    {
        var index = (row * grid.PaddedColumns) + column;
        places[index] = ((chunks.Count - 1) * ChunkLength) + used;
        present[index] = coefficients;
        used += BitOperations.PopCount(coefficients);
    }

    /// <summary>A block's coefficients.</summary>
    /// <param name="block">Where it stands.</param>
    /// <param name="coefficients">Which are not zero: bit k for the k-th in zigzag order.</param>
    /// <returns>These, and more that do not belong to it.</returns>
    public ReadOnlySpan<short> Of((int Column, int Row) block, out ulong coefficients)
    {
        var index = (block.Row * grid.PaddedColumns) + block.Column;
        coefficients = present[index];
        return coefficients == 0 ? [] : chunks[places[index] / ChunkLength].AsSpan(places[index] % ChunkLength);
    }
}
