using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>A sequential JPEG, as cameras write it: its blocks are moved while they are written, with the Huffman codes that suit them best.</summary>
/// <remarks>Why not by a library: docs/design/imaging.md.</remarks>
internal sealed class BaselineJpeg : CodedJpeg
{
    private const int MostBlocksInUnit = 10;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;

    private readonly JpegFrame frame;
    private readonly JpegSegment header;
    private readonly ushort[][] tables;
    private readonly JpegBlocks[] components;

    private BaselineJpeg(JpegFrame frame, JpegSegment header, ushort[][] tables, JpegBlocks[] components) =>
        (this.frame, this.header, this.tables, this.components) = (frame, header, tables, components);

    /// <summary>Reads the coefficients.</summary>
    /// <param name="stream">The file, from its first byte.</param>
    /// <param name="frame">How it is coded.</param>
    /// <param name="header">The segment that says so.</param>
    /// <param name="tables">Its quantisation tables by their numbers, in zigzag order.</param>
    /// <returns>Null where the components do not fit into one scan.</returns>
    /// <exception cref="JpegDamageException">Anything at all is wrong.</exception>
    public static BaselineJpeg? Read(Stream stream, JpegFrame frame, JpegSegment header, ushort[][] tables)
    {
        if (frame.Sampling.Any(factors => factors.Across is < 1 or > 4 || factors.Down is < 1 or > 4)
            || frame.Sampling.Sum(factors => factors.Across * factors.Down) > MostBlocksInUnit)
        {
            return null;
        }

        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return new BaselineJpeg(frame, header, tables, new BaselineJpegReader(file, frame, header).Read());
    }

    /// <inheritdoc/>
    public override void Write(Stream target, SquareSymmetry symmetry, IEnumerable<JpegSegment> descriptions)
    {
        var turned = frame.Turned(symmetry);
        var turn = new JpegBlockTurn(symmetry);
        var scan = new BaselineJpegScan(turned, symmetry, components);
        var counts = new JpegSymbolCounts();
        scan.Walk(ref counts, turn);
        var codes = counts.Codes();

        target.Write([0xFF, StartOfImage]);
        foreach (var segment in (IEnumerable<JpegSegment>)[.. descriptions, .. Quantisation(turn), Header(turned), .. codes.Select(Table), Start()])
        {
            target.Write(segment.ToBytes());
        }

        var writer = new JpegBitWriter(target, codes);
        scan.Walk(ref writer, turn);
        writer.End();
        target.Write([0xFF, EndOfImage]);
    }

    private IEnumerable<JpegSegment> Quantisation(JpegBlockTurn turn)
    {
        for (var number = 0; number < tables.Length; number++)
        {
            if (tables[number] is { } table)
            {
                var laid = turn.Lay(table);
                yield return new JpegSegment(0xDB, laid.Any(value => value > byte.MaxValue)
                    ? [(byte)(0x10 | number), .. laid.SelectMany(value => (byte[])[(byte)(value >> 8), (byte)value])]
                    : [(byte)number, .. laid.Select(value => (byte)value)]);
            }
        }
    }

    private JpegSegment Header(JpegFrame turned)
    {
        byte[] body = [.. header.Body];
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(1), (ushort)turned.Height);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(3), (ushort)turned.Width);
        for (var i = 0; i < turned.Sampling.Count; i++)
        {
            body[JpegFrame.ComponentAt(i) + 1] = (byte)((turned.Sampling[i].Across << 4) | turned.Sampling[i].Down);
        }

        return header with { Body = body };
    }

    private static JpegSegment Table((int Number, JpegHuffmanCode Code) table) =>
        new(0xC4, [(byte)table.Number, .. table.Code.Counts, .. table.Code.Symbols]);

    private JpegSegment Start() => new(0xDA,
    [
        (byte)components.Length,
        .. Enumerable.Range(0, components.Length).SelectMany(i => (byte[])[JpegFrame.ComponentId(header, i), (byte)(BaselineJpegScan.Table(i) * 0x11)]),
        0, JpegBlockGrid.BlockLength - 1, 0,
    ]);
}
