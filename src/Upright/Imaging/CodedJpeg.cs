using System.Runtime.CompilerServices;
using BitMiracle.LibJpeg.Classic;

namespace Upright.Imaging;

/// <summary>
/// The coefficients of a JPEG, decoded from their Huffman codes and no further, so that the picture can be turned by
/// moving its blocks: nothing is rounded, nothing is lost.
/// </summary>
/// <remarks>
/// A block is mirrored by changing the sign of its odd frequencies, because the cosines of even ones are symmetric, and
/// transposed by transposing its 8 × 8 coefficients and their quantisation table with them.
/// </remarks>
internal sealed class CodedJpeg
{
    /// <summary>Larger pictures are not held as coefficients, which take some 4 to 8 bytes a pixel.</summary>
    public const long MostPixels = 64_000_000;

    private const int Side = 8;

    private readonly jpeg_compress_struct encoder;
    private readonly jvirt_array<JBLOCK>[] components;
    private readonly JpegFrame frame;
    private readonly ushort[][] tables;

    private CodedJpeg(jpeg_compress_struct encoder, jvirt_array<JBLOCK>[] components, JpegFrame frame, ushort[][] tables) =>
        (this.encoder, this.components, this.frame, this.tables) = (encoder, components, frame, tables);

    /// <summary>Reads the coefficients. Null for what cannot be turned this way: rare kinds, large pictures, and any damage at all.</summary>
    /// <param name="stream">The file, from its first byte.</param>
    public static CodedJpeg? Read(Stream stream)
    {
        var tables = new ushort[4][];
        JpegFrame? frame = null;
        var hasStandardCodes = false;
        foreach (var segment in JpegSegments.UpToScan(stream))
        {
            if (segment.IsQuantisation)
            {
                JpegHeader.ReadTables(segment.Body, tables);
            }
            else if (segment.IsFrame)
            {
                frame = JpegFrame.Read(segment);
            }

            hasStandardCodes |= segment.HasStandardCodes;
        }

        if (frame is not { IsCommon: true } || (long)frame.Width * frame.Height > MostPixels)
        {
            return null;
        }

        try
        {
            stream.Position = 0;
            var decoder = new jpeg_decompress_struct(new StrictJpegErrors());
            decoder.jpeg_stdio_src(stream);
            decoder.jpeg_read_header(true);
            var components = decoder.jpeg_read_coefficients();
            var encoder = new jpeg_compress_struct(new StrictJpegErrors());
            decoder.jpeg_copy_critical_parameters(encoder);
            // Finding the best codes doubles the time; a file that did without them is no larger without them.
            encoder.Optimize_coding = !hasStandardCodes;
            return new CodedJpeg(encoder, components, frame, tables);
        }
        catch (JpegDamageException)
        {
            return null;
        }
    }

    /// <summary>Writes the picture laid over by a symmetry. May be called once. Units that cannot be moved are left out (<see cref="JpegFrame.Under"/>).</summary>
    /// <param name="target">Gets the file.</param>
    /// <param name="symmetry">What is done to it.</param>
    /// <param name="descriptions">The segments that describe the picture, which come first.</param>
    public void Write(Stream target, SquareSymmetry symmetry, IEnumerable<JpegSegment> descriptions)
    {
        var (width, height, _) = frame.Under(symmetry);
        encoder.jpeg_stdio_dest(target);
        (encoder.Image_width, encoder.Image_height) = (width, height);
        (CodedWidth(encoder), CodedHeight(encoder)) = (width, height);
        encoder.Write_JFIF_header = false;
        encoder.Write_Adobe_marker = false;
        if (symmetry.Transposes)
        {
            Transpose();
        }

        if (frame.IsProgressive)
        {
            encoder.jpeg_simple_progression();
        }

        encoder.jpeg_write_coefficients([.. components.Take(frame.Sampling.Count).Select((component, i) => Moved(component, i, symmetry, width, height))]);
        foreach (var segment in descriptions)
        {
            encoder.jpeg_write_marker(segment.Marker, segment.Body);
        }

        encoder.jpeg_finish_compress();
    }

    // The library turns nothing itself and does not show these two, which libjpeg's own jpegtran sets in the same place.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "jpeg_width")]
    private static extern ref int CodedWidth(jpeg_compress_struct encoder);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "jpeg_height")]
    private static extern ref int CodedHeight(jpeg_compress_struct encoder);

    private void Transpose()
    {
        for (var i = 0; i < frame.Sampling.Count; i++)
        {
            (encoder.Component_info[i].H_samp_factor, encoder.Component_info[i].V_samp_factor) = (frame.Sampling[i].Down, frame.Sampling[i].Across);
        }

        for (var number = 0; number < tables.Length; number++)
        {
            if (tables[number] is { } table)
            {
                var transposed = new int[Side * Side];
                for (var k = 0; k < table.Length; k++)
                {
                    var (row, column) = (ZigzagOrder[k] / Side, ZigzagOrder[k] % Side);
                    transposed[(column * Side) + row] = table[k];
                }

                encoder.jpeg_add_quant_table(number, transposed, 100, false);
            }
        }
    }

    private jvirt_array<JBLOCK> Moved(jvirt_array<JBLOCK> component, int index, SquareSymmetry symmetry, int width, int height)
    {
        var (from, to) = (Blocks(index, frame.Width, frame.Height, transposed: false), Blocks(index, width, height, symmetry.Transposes));
        var moved = jpeg_common_struct.CreateBlocksArray(to.PaddedWidth, to.PaddedHeight);
        var source = Enumerable.Range(0, from.PaddedHeight).Select(row => component.Access(row, 1)[0]).ToArray();
        for (var y = 0; y < to.PaddedHeight; y++)
        {
            var row = moved.Access(y, 1)[0];
            var v = symmetry.MirrorsDown ? to.Height - 1 - y : y;
            for (var x = 0; x < to.PaddedWidth; x++)
            {
                var u = symmetry.MirrorsAcross ? to.Width - 1 - x : x;
                var (sourceX, sourceY) = symmetry.Transposes ? (v, u) : (u, v);
                // What pads the last units beyond the picture's edge may lie outside; its content is never seen.
                if (sourceX >= 0 && sourceY >= 0 && sourceX < from.PaddedWidth && sourceY < from.PaddedHeight)
                {
                    row[x] = Laid(source[sourceY][sourceX], symmetry);
                }
            }
        }

        return moved;
    }

    /// <summary>Blocks of a component in a picture of a size: those that hold some of it, and with those that fill the last units.</summary>
    private (int Width, int Height, int PaddedWidth, int PaddedHeight) Blocks(int index, int width, int height, bool transposed)
    {
        var sampling = frame.Sampling.Select(factors => transposed ? (Across: factors.Down, Down: factors.Across) : factors).ToArray();
        var (across, down) = sampling[index];
        var columns = Ceiling(width * across, Side * sampling.Max(factors => factors.Across));
        var rows = Ceiling(height * down, Side * sampling.Max(factors => factors.Down));
        return (columns, rows, Ceiling(columns, across) * across, Ceiling(rows, down) * down);
    }

    private static int Ceiling(int dividend, int divisor) => (dividend + divisor - 1) / divisor;

    // In place: every block is moved once.
    private static JBLOCK Laid(JBLOCK block, SquareSymmetry symmetry)
    {
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                int at = (row * Side) + column, other = (column * Side) + row;
                if (symmetry.Transposes && column > row)
                {
                    (block[at], block[other]) = (block[other], block[at]);
                }
            }
        }

        for (var at = 0; at < Side * Side; at++)
        {
            var changesSign = (symmetry.MirrorsAcross && at % 2 == 1) ^ (symmetry.MirrorsDown && at / Side % 2 == 1);
            if (changesSign)
            {
                block[at] = (short)-block[at];
            }
        }

        return block;
    }

    // Where the k-th coefficient of a file stands in a block, row by row.
    private static ReadOnlySpan<byte> ZigzagOrder =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>The library would go on after damage, guessing: here any warning ends it.</summary>
    private sealed class StrictJpegErrors : jpeg_error_mgr
    {
        public override void error_exit() => throw new JpegDamageException(format_message());

        public override void emit_message(int msg_level)
        {
            if (msg_level < 0)
            {
                throw new JpegDamageException(format_message());
            }
        }
    }

    private sealed class JpegDamageException(string message) : Exception(message);
}
