using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Reads the coefficients of a sequential JPEG from their Huffman codes.</summary>
internal sealed class BaselineJpegReader(byte[] file, JpegFrame frame, JpegSegment header)
{
    private const byte HuffmanTables = 0xC4;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte RestartInterval = 0xDD;
    private const int SixteenZeros = 0xF0;

    // Coefficients of 8-bit pictures have 11 bits with their sign.
    private const int LargestDc = 1024;

    // Two kinds (DC, AC) with four numbers each, by the byte that names them in a file.
    private readonly JpegHuffmanLookup?[] codes = new JpegHuffmanLookup?[0x20];
    private int restartInterval;

    /// <summary>The coefficients of each component.</summary>
    /// <exception cref="JpegDamageException">Anything at all is wrong.</exception>
    public JpegBlocks[] Read()
    {
        var components = Enumerable.Range(0, frame.Sampling.Count).Select(i => new JpegBlocks(frame.Grid(i))).ToArray();
        var missing = new HashSet<int>(Enumerable.Range(0, components.Length));
        var position = 2;
        while (true)
        {
            var marker = NextMarker(ref position);
            if (marker == EndOfImage)
            {
                return missing.Count == 0 ? components : throw new JpegDamageException("A component is missing.");
            }

            var body = Body(ref position);
            switch (marker)
            {
                case HuffmanTables:
                    ReadCodes(body);
                    break;
                case RestartInterval when body.Length >= 2:
                    restartInterval = BinaryPrimitives.ReadUInt16BigEndian(body);
                    break;
                case StartOfScan:
                    var parts = Parts(body, components);
                    missing.ExceptWith(parts.Select(part => Array.IndexOf(components, part.Blocks)));
                    position = ReadScan(parts, position);
                    break;
            }
        }
    }

    private int NextMarker(ref int position)
    {
        if (position + 1 >= file.Length || file[position] != 0xFF)
        {
            throw new JpegDamageException("A marker is missing.");
        }

        // Any number of FF may stand before a marker.
        while (position < file.Length && file[position] == 0xFF)
        {
            position++;
        }

        return position < file.Length ? file[position++] : throw new JpegDamageException("The file ends early.");
    }

    private ReadOnlySpan<byte> Body(ref int position)
    {
        var rest = file.AsSpan(position);
        var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2 || length > rest.Length)
        {
            throw new JpegDamageException("A segment ends early.");
        }

        position += length;
        return rest[2..length];
    }

    private void ReadCodes(ReadOnlySpan<byte> body)
    {
        const int Symbols = 1 + JpegHuffmanCode.LongestCode;
        while (body.Length > 0)
        {
            var count = body.Length < Symbols ? 0 : Sum(body[1..Symbols]);
            if (body.Length < Symbols + count || (body[0] & 0xEC) != 0)
            {
                throw new JpegDamageException("A Huffman table ends early.");
            }

            codes[body[0]] = new JpegHuffmanLookup(new JpegHuffmanCode(body[1..Symbols].ToArray(), body.Slice(Symbols, count).ToArray()));
            body = body[(Symbols + count)..];
        }
    }

    private static int Sum(ReadOnlySpan<byte> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private Part[] Parts(ReadOnlySpan<byte> scan, JpegBlocks[] components)
    {
        var count = scan.Length > 0 ? (int)scan[0] : 0;
        if (count is < 1 or > 4 || scan.Length < 4 + (2 * count) || scan[1 + (2 * count)] != 0 || scan[2 + (2 * count)] != JpegBlockGrid.BlockLength - 1)
        {
            throw new JpegDamageException("A scan's header is not that of a sequential picture.");
        }

        var parts = new Part[count];
        for (var i = 0; i < count; i++)
        {
            var id = scan[1 + (2 * i)];
            var tables = scan[2 + (2 * i)];
            var component = Enumerable.Range(0, components.Length).Where(index => JpegFrame.ComponentId(header, index) == id).FirstOrDefault(-1);
            if (component < 0 || (tables & 0xCC) != 0 || codes[tables >> 4] is not { } dc || codes[0x10 | (tables & 15)] is not { } ac)
            {
                throw new JpegDamageException("A scan names a component or a Huffman table that is not there.");
            }

            // A scan of one component has no units: its blocks come row by row.
            var (across, down) = count == 1 ? (1, 1) : frame.Sampling[component];
            parts[i] = new Part(components[component], across, down, dc, ac);
        }

        return parts;
    }

    private int ReadScan(Part[] parts, int position)
    {
        var bits = new JpegBitReader(file, position);
        var grid = parts[0].Blocks.Grid;
        var (columns, rows) = parts.Length == 1 ? (grid.Columns, grid.Rows) : (grid.PaddedColumns / parts[0].Across, grid.PaddedRows / parts[0].Down);
        Span<int> lastDc = stackalloc int[parts.Length];
        var (untilRestart, restarts) = (restartInterval, 0);
        for (var unit = 0; unit < columns * rows; unit++)
        {
            if (restartInterval > 0 && untilRestart-- == 0)
            {
                bits.Restart(restarts++ % 8);
                lastDc.Clear();
                untilRestart = restartInterval - 1;
            }

            for (var i = 0; i < parts.Length; i++)
            {
                var part = parts[i];
                for (var block = 0; block < part.Across * part.Down; block++)
                {
                    var column = (unit % columns * part.Across) + (block % part.Across);
                    var row = (unit / columns * part.Down) + (block / part.Across);
                    part.Blocks.Add(column, row, ReadBlock(ref bits, part, ref lastDc[i]));
                }
            }
        }

        bits.End();
        return bits.Position;
    }

    private static ulong ReadBlock(ref JpegBitReader bits, Part part, ref int lastDc)
    {
        bits.Read(part.Dc, out var difference);
        lastDc += difference;
        if (Math.Abs(lastDc) > LargestDc)
        {
            throw new JpegDamageException("A block is brighter than white.");
        }

        var room = part.Blocks.Room();
        var count = 0;
        var present = 0UL;
        if (lastDc != 0)
        {
            room[count++] = (short)lastDc;
            present = 1;
        }

        for (var k = 1; k < JpegBlockGrid.BlockLength; k++)
        {
            var symbol = bits.Read(part.Ac, out var value);
            if (symbol == 0)
            {
                break;
            }

            k += symbol >> 4;
            if (k >= JpegBlockGrid.BlockLength || (value == 0) != (symbol == SixteenZeros))
            {
                throw new JpegDamageException("A block has too many coefficients.");
            }

            if (value != 0)
            {
                room[count++] = (short)value;
                present |= 1UL << k;
            }
        }

        return present;
    }

    private sealed record Part(JpegBlocks Blocks, int Across, int Down, JpegHuffmanLookup Dc, JpegHuffmanLookup Ac);
}
