using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>What the chunks of a PNG tell that libvips does not.</summary>
/// <param name="Frames">The frames of an animated PNG, of which libpng silently shows the first; otherwise 1.</param>
/// <param name="Bits">Bits per sample as stored, or per palette index.</param>
/// <param name="HasPalette">Whether pixels are indexes into a palette.</param>
internal sealed record PngHeader(int Frames, int Bits, bool HasPalette)
{
    /// <summary>Whether the density it tells is of no unit: the shape of its pixels alone.</summary>
    public bool HasNoUnit { get; private init; }

    /// <summary>Whether the colour it calls transparent is none that a pixel can have.</summary>
    public bool HasImpossibleTransparency { get; private init; }

    private const int PaletteColourType = 3;

    /// <summary>Walks the chunks up to the picture's data.</summary>
    public static PngHeader Read(Stream stream)
    {
        var header = new PngHeader(1, 8, false);
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> body = stackalloc byte[10];
        stream.Position = 8;
        while (stream.ReadAtLeast(chunk, 8, throwOnEndOfStream: false) == 8 && !chunk[4..].SequenceEqual("IDAT"u8))
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            var next = stream.Position + length + sizeof(uint);
            var read = stream.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
            if (chunk[4..].SequenceEqual("IHDR"u8) && read == body.Length)
            {
                header = header with { Bits = body[8], HasPalette = body[9] == PaletteColourType };
            }
            else if (chunk[4..].SequenceEqual("acTL"u8) && read >= 4)
            {
                header = header with { Frames = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(body), 1, int.MaxValue) };
            }

            else if (chunk[4..].SequenceEqual("pHYs"u8) && read >= 9)
            {
                header = header with { HasNoUnit = body[8] == 0 };
            }
            else if (chunk[4..].SequenceEqual("tRNS"u8) && !header.HasPalette && length is 2 or 6 && read >= length)
            {
                for (var at = 0; at < (int)length; at += 2)
                {
                    header = header with { HasImpossibleTransparency = header.HasImpossibleTransparency || BinaryPrimitives.ReadUInt16BigEndian(body[at..]) >> header.Bits != 0 };
                }
            }

            if (next >= stream.Length)
            {
                break;
            }

            stream.Position = next;
        }

        return header;
    }
}
