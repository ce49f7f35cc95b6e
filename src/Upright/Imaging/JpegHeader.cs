using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>What the markers of a JPEG tell that libvips does not: its quality and how it stores colour.</summary>
/// <param name="Quality">The quality from 1 to 100 at which it was probably written; null without tables.</param>
/// <param name="ChromaSubsampled">Whether colour is stored at half the resolution both ways (4:2:0).</param>
internal sealed record JpegHeader(int? Quality, bool ChromaSubsampled)
{
    private const byte Dqt = 0xDB;
    private const byte Sos = 0xDA;
    private const byte Eoi = 0xD9;

    /// <summary>Walks the markers up to the first scan; a damaged header gives what was found until then.</summary>
    public static JpegHeader Read(Stream stream)
    {
        var tables = new ushort[4][];
        byte[] frame = [];
        stream.Position = 2;
        while (NextSegment(stream) is var (marker, length) && marker is not (Sos or Eoi))
        {
            if (marker is Dqt || IsFrame(marker))
            {
                var body = new byte[length];
                if (stream.ReadAtLeast(body, length, throwOnEndOfStream: false) < length)
                {
                    break;
                }

                if (marker is Dqt)
                {
                    ReadTables(body, tables);
                }
                else
                {
                    frame = body;
                }
            }
            else
            {
                stream.Position += length;
            }
        }

        return new JpegHeader(JpegQuality.Estimate(tables[0], tables[1]), IsSubsampled(frame));
    }

    private static (byte Marker, int Length)? NextSegment(Stream stream)
    {
        Span<byte> head = stackalloc byte[3];
        int marker;
        do
        {
            marker = stream.ReadByte();
        }
        while (marker is 0xFF);

        return marker >= 0 && stream.ReadAtLeast(head[..2], 2, throwOnEndOfStream: false) == 2
            ? ((byte)marker, Math.Max(0, BinaryPrimitives.ReadUInt16BigEndian(head) - 2))
            : null;
    }

    // SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC), which share their range.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static void ReadTables(ReadOnlySpan<byte> body, ushort[][] tables)
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
