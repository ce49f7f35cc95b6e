namespace Upright.Imaging;

/// <summary>The extension blocks of a GIF that describe it: comments, XMP, a colour profile.</summary>
internal static class GifDescriptions
{
    private const byte Extension = 0x21;
    private const byte Comment = 0xFE;
    private const byte Application = 0xFF;
    private const byte Frame = 0x2C;

    // The signature, the screen's size and flags.
    private const int HeaderLength = 13;
    private const int FlagsAt = 10;

    /// <summary>Those blocks of a file, one after the other.</summary>
    public static byte[] Of(Stream stream)
    {
        stream.Position = 0;
        using BinaryReader reader = new(stream, System.Text.Encoding.Latin1, leaveOpen: true);
        using MemoryStream kept = new();
        try
        {
            stream.Position = TablesEnd(reader.ReadBytes(HeaderLength));
            for (var kind = reader.ReadByte(); kind is Extension or Frame; kind = reader.ReadByte())
            {
                var at = stream.Position - 1;
                var label = kind == Extension ? reader.ReadByte() : SkipFrame(reader);
                var name = SkipBlocks(reader);
                if (label == Comment || (label == Application && name is "XMP DataXMP" or "ICCRGBG1012"))
                {
                    var end = stream.Position;
                    stream.Position = at;
                    kept.Write(reader.ReadBytes((int)(end - at)));
                }
            }
        }
        catch (EndOfStreamException)
        {
            // What was found until then.
        }

        return kept.ToArray();
    }

    /// <summary>A written file's beginning with the original's blocks; null while its colour table has not come.</summary>
    public static byte[]? Replace(byte[] soFar, bool isAll, byte[] original, CoordinateMap? map)
    {
        if (soFar.Length < HeaderLength || soFar.Length < TablesEnd(soFar))
        {
            return isAll ? soFar : null;
        }

        var at = TablesEnd(soFar);
        return [.. soFar.AsSpan(0, at), .. Xmp.Turned(original, map), .. soFar.AsSpan(at)];
    }

    // Where the header and the colour table, if there is one, end.
    private static int TablesEnd(byte[] header) => HeaderLength + Table(header.Length == 0 ? (byte)0 : header[FlagsAt]);

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static byte SkipFrame(BinaryReader reader)
    {
        // Its place, size and flags; its own colour table; the size of the first codes.
        var frame = reader.ReadBytes(9);
        reader.BaseStream.Seek(Table(frame.Length == 9 ? frame[8] : (byte)0) + 1, SeekOrigin.Current);
        return 0;
    }

    /// <summary>Skips the blocks of an extension or a frame.</summary>
    /// <returns>The first one as text: the name of an application.</returns>
    private static string SkipBlocks(BinaryReader reader)
    {
        string? first = null;
        for (var length = reader.ReadByte(); length != 0; length = reader.ReadByte())
        {
            var block = reader.ReadBytes(length);
            first ??= System.Text.Encoding.Latin1.GetString(block);
        }

        return first ?? "";
    }
}
