using System.Numerics;

namespace Upright.Imaging;

/// <summary>The one scan of a turned sequential JPEG.</summary>
internal sealed class BaselineJpegScan(JpegFrame turned, SquareSymmetry symmetry, JpegBlocks[] components)
{
    private const int Ac = 0x10;
    private const int SixteenZeros = 0xF0;
    private const int EndOfBlock = 0;

    /// <summary>The number of a component's Huffman codes: brightness has its own, all others share one.</summary>
    public static int Table(int component) => component == 0 ? 0 : 1;

    /// <summary>Goes over all blocks in the order of the turned file.</summary>
    /// <param name="symbols">Gets what they are made of.</param>
    /// <param name="turn">Lays each block.</param>
    public void Walk<T>(ref T symbols, JpegBlockTurn turn)
        where T : struct, IJpegSymbols
    {
        var parts = Enumerable.Range(0, components.Length).Select(Part).ToArray();
        var (columns, rows) = components.Length == 1
            ? (parts[0].To.Columns, parts[0].To.Rows)
            : (parts[0].To.PaddedColumns / parts[0].Across, parts[0].To.PaddedRows / parts[0].Down);
        Span<int> lastDc = stackalloc int[components.Length];
        Span<short> block = stackalloc short[JpegBlockGrid.BlockLength];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var i = 0; i < parts.Length; i++)
                {
                    var part = parts[i];
                    for (var y = row * part.Down; y < (row + 1) * part.Down; y++)
                    {
                        for (var x = column * part.Across; x < (column + 1) * part.Across; x++)
                        {
                            // What pads the last units may lie outside; it is never seen, and costs least as a plain copy.
                            block[0] = 0;
                            var origin = part.To.Origin(x, y, symmetry);
                            var isThere = part.Blocks.Grid.Contains(origin);
                            var present = isThere ? turn.Lay(part.Blocks.Of(origin, out var coefficients), coefficients, block) : 0;
                            var dc = isThere ? block[0] : lastDc[i];
                            Put(ref symbols, Table(i), dc - lastDc[i], block, present & ~1UL);
                            lastDc[i] = dc;
                        }
                    }
                }
            }
        }
    }

    private ScanPart Part(int component)
    {
        // A scan of one component has no units: its blocks come row by row.
        var (across, down) = components.Length == 1 ? (1, 1) : turned.Sampling[component];
        return new ScanPart(components[component], turned.Grid(component), across, down);
    }

    private static void Put<T>(ref T symbols, int table, int difference, ReadOnlySpan<short> block, ulong present)
        where T : struct, IJpegSymbols
    {
        symbols.Put(table, Size(difference), difference);
        var last = 0;
        for (; present != 0; present &= present - 1)
        {
            var k = BitOperations.TrailingZeroCount(present);
            var zeros = k - last - 1;
            for (; zeros > 15; zeros -= 16)
            {
                symbols.Put(Ac | table, SixteenZeros, 0);
            }

            symbols.Put(Ac | table, (zeros << 4) | Size(block[k]), block[k]);
            last = k;
        }

        if (last < JpegBlockGrid.BlockLength - 1)
        {
            symbols.Put(Ac | table, EndOfBlock, 0);
        }
    }

    private static int Size(int value) => 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));

    private sealed record ScanPart(JpegBlocks Blocks, JpegBlockGrid To, int Across, int Down);
}
