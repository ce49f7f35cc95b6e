using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>One segment of a JPEG's header: a marker and what follows its length.</summary>
internal readonly record struct JpegSegment(byte Marker, byte[] Body)
{
    /// <summary>Whether it describes the picture and not how it is coded: APP0 to APP15 and comments.</summary>
    public bool IsDescription => Marker is (>= 0xE0 and <= 0xEF) or 0xFE;

    /// <summary>Whether it starts a frame: SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC), which share their range.</summary>
    public bool IsFrame => Marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Whether it defines quantisation tables.</summary>
    public bool IsQuantisation => Marker is 0xDB;

    /// <summary>The marker of EXIF and XMP.</summary>
    public const byte App1 = 0xE1;

    /// <summary>Whether it is the JFIF segment.</summary>
    public bool IsJfif => Marker is 0xE0 && Body.AsSpan().StartsWith("JFIF\0"u8);

    /// <summary>Whether it holds an EXIF block.</summary>
    public bool IsExif => Marker is App1 && ExifPatch.IsExif(Body);

    /// <summary>Whether it says how colours were coded.</summary>
    public bool IsAdobe => Marker is 0xEE && Body.AsSpan().StartsWith("Adobe"u8);

    /// <summary>Whether it holds a part of a colour profile.</summary>
    public bool IsProfile => Marker is 0xE2 && Body.AsSpan().StartsWith("ICC_PROFILE\0"u8);

    /// <summary>Whether it holds an XMP packet.</summary>
    public bool IsXmp => Marker is App1 && Body.AsSpan().StartsWith(XmpName);

    /// <summary>The XMP packet that it holds.</summary>
    public byte[] XmpPacket => Body[XmpName.Length..];

    private static ReadOnlySpan<byte> XmpName => "http://ns.adobe.com/xap/1.0/\0"u8;

    private const int MostBody = 65533;

    /// <summary>The segment with another XMP packet; where that does not fit, without the blanks that it keeps for writers.</summary>
    public JpegSegment WithXmp(byte[] packet)
    {
        var end = packet.AsSpan().LastIndexOf("<?xpacket"u8);
        var used = end < 0 ? packet.Length : packet.AsSpan(0, end).TrimEnd((byte)' ').TrimEnd("\r\n\t "u8).Length;
        byte[] body = [.. XmpName, .. packet];
        return body.Length <= MostBody ? this with { Body = body }
            : end >= 0 && XmpName.Length + used + packet.Length - end is <= MostBody ? this with { Body = [.. XmpName, .. packet.AsSpan(0, used), .. packet.AsSpan(end)] }
            : this;
    }

    /// <summary>Marker, length and body.</summary>
    public byte[] ToBytes() => [0xFF, Marker, (byte)((Body.Length + 2) >> 8), (byte)(Body.Length + 2), .. Body];
}

/// <summary>Walks the markers of a JPEG.</summary>
internal static class JpegSegments
{
    private const byte Soi = 0xD8;
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;

    /// <summary>The segments before the first scan; a damaged header gives those before the damage. Leaves the stream after the SOS marker.</summary>
    public static IEnumerable<JpegSegment> UpToScan(Stream stream)
    {
        stream.Position = 2;
        while (NextMarker(stream) is var marker && marker is >= 0 and not (Sos or Eoi))
        {
            var length = BodyLength(stream);
            var body = new byte[Math.Max(length, 0)];
            if (length < 0 || stream.ReadAtLeast(body, length, throwOnEndOfStream: false) < length)
            {
                yield break;
            }

            yield return new JpegSegment((byte)marker, body);
        }
    }

    /// <summary>Where the picture ends: after its EOI marker. Null when there is none.</summary>
    public static long? End(Stream stream)
    {
        stream.Position = 2;
        var marker = NextMarker(stream);
        while (marker is >= 0 and not Eoi)
        {
            if (marker is not Soi && BodyLength(stream) is >= 0 and var length)
            {
                stream.Seek(length, SeekOrigin.Current);
            }

            marker = marker is Sos ? AfterScan(stream) : NextMarker(stream);
        }

        return marker is Eoi ? stream.Position : null;
    }

    // Within a scan FF00 is a byte of data and FFD0 to FFD7 are restart markers.
    private static int AfterScan(Stream stream)
    {
        int marker;
        do
        {
            int next;
            while ((next = stream.ReadByte()) is not (0xFF or < 0))
            {
            }

            marker = next < 0 ? -1 : NextMarker(stream);
        }
        while (marker is 0 or (>= 0xD0 and <= 0xD7));
        return marker;
    }

    // Any number of FF may stand before a marker.
    private static int NextMarker(Stream stream)
    {
        int marker;
        do
        {
            marker = stream.ReadByte();
        }
        while (marker is 0xFF);
        return marker;
    }

    private static int BodyLength(Stream stream)
    {
        Span<byte> length = stackalloc byte[2];
        return stream.ReadAtLeast(length, 2, throwOnEndOfStream: false) == 2 ? Math.Max(0, BinaryPrimitives.ReadUInt16BigEndian(length) - 2) : -1;
    }
}
