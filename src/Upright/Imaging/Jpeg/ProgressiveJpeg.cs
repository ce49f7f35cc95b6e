using System.Runtime.CompilerServices;
using BitMiracle.LibJpeg.Classic;

namespace Upright.Imaging;

/// <summary>A progressive JPEG, or another that is coded in several passes; read and written by a library.</summary>
internal sealed class ProgressiveJpeg : CodedJpeg
{
    // The library has an object and an array for each block.
    private const long BytesPerBlock = (JpegBlockGrid.BlockLength * sizeof(short)) + 56;

    private readonly jpeg_compress_struct encoder;
    private readonly jvirt_array<JBLOCK>[] components;
    private readonly JpegFrame frame;
    private readonly ushort[][] tables;

    private ProgressiveJpeg(jpeg_compress_struct encoder, jvirt_array<JBLOCK>[] components, JpegFrame frame, ushort[][] tables) =>
        (this.encoder, this.components, this.frame, this.tables) = (encoder, components, frame, tables);

    /// <summary>Whether there is memory for the coefficients before and after the turn, with something to spare.</summary>
    public static bool HasMemoryFor(JpegFrame frame)
    {
        var blocks = Enumerable.Range(0, frame.Sampling.Count).Select(frame.Grid).Sum(grid => (long)grid.PaddedColumns * grid.PaddedRows);
        return blocks * 2 * BytesPerBlock < GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 5 * 4;
    }

    /// <summary>Reads the coefficients.</summary>
    /// <param name="stream">The file, from its first byte.</param>
    /// <param name="frame">How it is coded.</param>
    /// <param name="tables">Its quantisation tables by their numbers, in zigzag order.</param>
    /// <exception cref="JpegDamageException">Anything at all is wrong.</exception>
    public static ProgressiveJpeg Read(Stream stream, JpegFrame frame, ushort[][] tables)
    {
        try
        {
            var decoder = new jpeg_decompress_struct(new StrictJpegErrors());
            decoder.jpeg_stdio_src(stream);
            decoder.jpeg_read_header(true);
            var components = decoder.jpeg_read_coefficients();
            var encoder = new jpeg_compress_struct(new StrictJpegErrors());
            decoder.jpeg_copy_critical_parameters(encoder);
            return new ProgressiveJpeg(encoder, components, frame, tables);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException or NullReferenceException or InvalidOperationException or ArithmeticException)
        {
            throw new JpegDamageException(exception.Message); // what the library's parsers trip over
        }
    }

    /// <inheritdoc/>
    public override void Write(Stream target, SquareSymmetry symmetry, IEnumerable<JpegSegment> descriptions)
    {
        try
        {
            WriteTurned(target, symmetry, descriptions);
        }
        catch (Exception exception) when (exception is JpegDamageException or IndexOutOfRangeException)
        {
            throw new UprightException(UprightError.DamagedPicture, exception.Message, exception); // coefficients that no file may hold
        }
    }

    private void WriteTurned(Stream target, SquareSymmetry symmetry, IEnumerable<JpegSegment> descriptions)
    {
        var turned = frame.Turned(symmetry);
        encoder.jpeg_stdio_dest(target);
        (encoder.Image_width, encoder.Image_height) = (turned.Width, turned.Height);
        (CodedWidth(encoder), CodedHeight(encoder)) = (turned.Width, turned.Height);
        encoder.Write_JFIF_header = false;
        encoder.Write_Adobe_marker = false;
        var turn = new JpegBlockTurn(symmetry);
        if (symmetry.Transposes)
        {
            Transpose(turned, turn);
        }

        encoder.jpeg_simple_progression();
        encoder.jpeg_write_coefficients([.. components.Take(frame.Sampling.Count).Select((component, i) => Moved(component, frame.Grid(i), turned.Grid(i), symmetry, turn))]);
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

    private void Transpose(JpegFrame turned, JpegBlockTurn turn)
    {
        for (var i = 0; i < frame.Sampling.Count; i++)
        {
            (encoder.Component_info[i].H_samp_factor, encoder.Component_info[i].V_samp_factor) = turned.Sampling[i];
        }

        for (var number = 0; number < tables.Length; number++)
        {
            if (tables[number] is { } table)
            {
                var laid = turn.Lay(table);
                var natural = new int[laid.Length]; // the library's order
                for (var k = 0; k < laid.Length; k++)
                {
                    natural[JpegZigzag.Order[k]] = laid[k];
                }

                encoder.jpeg_add_quant_table(number, natural, 100, false);
            }
        }
    }

    private static jvirt_array<JBLOCK> Moved(jvirt_array<JBLOCK> component, JpegBlockGrid from, JpegBlockGrid to, SquareSymmetry symmetry, JpegBlockTurn turn)
    {
        var moved = jpeg_common_struct.CreateBlocksArray(to.PaddedColumns, to.PaddedRows);
        var source = Enumerable.Range(0, from.PaddedRows).Select(row => component.Access(row, 1)[0]).ToArray();
        for (var y = 0; y < to.PaddedRows; y++)
        {
            var row = moved.Access(y, 1)[0];
            for (var x = 0; x < to.PaddedColumns; x++)
            {
                // What pads the last units beyond the picture's edge may lie outside; its content is never seen.
                var origin = to.Origin(x, y, symmetry);
                if (from.Contains(origin))
                {
                    row[x] = Laid(source[origin.Row][origin.Column], turn);
                }
            }
        }

        return moved;
    }

    // In place: every block is moved once.
    private static JBLOCK Laid(JBLOCK block, JpegBlockTurn turn)
    {
        Span<short> before = stackalloc short[JpegBlockGrid.BlockLength], after = stackalloc short[JpegBlockGrid.BlockLength];
        for (var k = 0; k < before.Length; k++)
        {
            before[k] = block[JpegZigzag.Order[k]];
        }

        turn.Lay(before, ulong.MaxValue, after);
        for (var k = 0; k < after.Length; k++)
        {
            block[JpegZigzag.Order[k]] = after[k];
        }

        return block;
    }

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
}
