using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>What the markers of a JPEG tell that libvips does not: its quality and how it stores colour.</summary>
/// <param name="Quality">The quality from 1 to 100 at which it was probably written; null without tables.</param>
/// <param name="ChromaSubsampled">Whether colour is stored at half the resolution both ways (4:2:0).</param>
internal sealed record JpegHeader(int? Quality, bool ChromaSubsampled)
{
    /// <summary>Walks the markers up to the first scan; a damaged header gives what was found until then.</summary>
    public static JpegHeader Read(Stream stream)
    {
        var tables = new ushort[4][];
        byte[] frame = [];
        foreach (var segment in JpegSegments.UpToScan(stream))
        {
            if (segment.IsQuantisation)
            {
                ReadTables(segment.Body, tables);
            }
            else if (segment.IsFrame)
            {
                frame = segment.Body;
            }
        }

        return new JpegHeader(JpegQuality.Estimate(tables[0], tables[1]), IsSubsampled(frame));
    }

    /// <summary>Puts the quantisation tables of a DQT segment, in zigzag order, where their numbers say.</summary>
    public static void ReadTables(ReadOnlySpan<byte> body, ushort[][] tables)
    {
        while (body.Length >= 65)
        {
            var wide = body[0] >> 4 != 0;
            var size = wide ? 129 : 65;
            if (body.Length < size)
            {
                return;
            }

            var table = new ushort[64];
            for (var i = 0; i < 64; i++)
            {
                table[i] = wide ? BinaryPrimitives.ReadUInt16BigEndian(body[(1 + (2 * i))..]) : body[1 + i];
            }

            tables[body[0] & 3] = table;
            body = body[size..];
        }
    }

    // Each component is an id, its sampling factors (4 bits each) and its table, after 6 bytes of precision and size.
    private static bool IsSubsampled(byte[] frame) => frame.Length >= 15 && frame[5] >= 3 && frame[7] == 0x22 && frame[10] == 0x11;
}
