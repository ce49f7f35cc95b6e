using System.Numerics;

namespace Upright.Imaging;

/// <summary>
/// Lays a block over by a symmetry. It is mirrored by changing the sign of its odd frequencies, because the cosines of even
/// ones are symmetric, and transposed by transposing its coefficients and their quantisation table with them.
/// </summary>
internal sealed class JpegBlockTurn
{
    private const int Side = 8;

    private readonly byte[] places = new byte[JpegBlockGrid.BlockLength];
    private readonly bool[] changesSign = new bool[JpegBlockGrid.BlockLength];

    /// <summary>Prepares it.</summary>
    public JpegBlockTurn(SquareSymmetry symmetry)
    {
        for (var k = 0; k < places.Length; k++)
        {
            var (row, column) = (JpegZigzag.Order[k] / Side, JpegZigzag.Order[k] % Side);
            (row, column) = symmetry.Transposes ? (column, row) : (row, column);
            places[k] = (byte)JpegZigzag.Order.IndexOf((byte)((row * Side) + column));
            changesSign[k] = (symmetry.MirrorsAcross && column % 2 == 1) ^ (symmetry.MirrorsDown && row % 2 == 1);
        }
    }

    /// <summary>A quantisation table in zigzag order, for the turned picture.</summary>
    public ushort[] Lay(ushort[] table)
    {
        var laid = new ushort[table.Length];
        for (var k = 0; k < table.Length; k++)
        {
            laid[places[k]] = table[k];
        }

        return laid;
    }

    /// <summary>A block in zigzag order, for the turned picture.</summary>
    /// <param name="block">Its coefficients before, without the zeros.</param>
    /// <param name="present">Which these are: bit k for the k-th.</param>
    /// <param name="laid">Gets those that are not zero, where they belong; the others keep what they were.</param>
    /// <returns>Which these are.</returns>
    public ulong Lay(ReadOnlySpan<short> block, ulong present, Span<short> laid)
    {
        var moved = 0UL;
        for (var next = 0; present != 0; present &= present - 1)
        {
            var k = BitOperations.TrailingZeroCount(present);
            var value = block[next++];
            laid[places[k]] = changesSign[k] ? (short)-value : value;
            moved |= 1UL << places[k];
        }

        return moved;
    }
}
