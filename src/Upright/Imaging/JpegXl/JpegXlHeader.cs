namespace Upright.Imaging;

/// <summary>What the code stream of a JPEG XL says at its beginning (ISO/IEC 18181-1, annex D), least significant bit first.</summary>
internal sealed class JpegXlHeader
{
    private const int Enough = 64;
    private const int PartNumber = 4; // bytes, in front of each part of a code stream that comes in several

    private readonly byte[] bytes = new byte[Enough];
    private int at = 16; // bits; behind the signature

    private JpegXlHeader(Stream stream, long start)
    {
        stream.Position = start;
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Parse();
    }

    /// <summary>How the pixels must be laid to be shown: an EXIF orientation, 1 to 8.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>Whether there may be more frames than one.</summary>
    public bool IsAnimated { get; private set; }

    /// <summary>Whether its colours surely are stored as they are, and not as the eye sees them, which has loss.</summary>
    public bool IsLossless { get; private set; }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">There is no code stream.</exception>
    public static JpegXlHeader Read(Stream stream)
    {
        var head = new byte[2];
        stream.Position = 0;
        stream.ReadExactly(head);
        return head is [0xFF, 0x0A] ? new(stream, 0) : Boxed(stream);
    }

    private static JpegXlHeader Boxed(Stream stream)
    {
        List<FileBox> boxes = [.. IsoFile.Boxes(stream)];
        var code = boxes.FirstOrDefault(box => box.Type is "jxlc" or "jxlp");
        JpegXlHeader header = new(stream, code.Type switch
        {
            "jxlc" => code.Body,
            "jxlp" => code.Body + PartNumber,
            _ => throw new InvalidDataException("It has no code stream."),
        });
        header.IsLossless &= !boxes.Exists(box => box.Type == "jbrd"); // what makes the JPEG again that it was made of
        return header;
    }

    private void Parse()
    {
        SkipSize();
        if (Is())
        {
            return; // all as usual: one frame, with loss
        }

        if (Is())
        {
            Orientation = 1 + Read(3);
            if (Is())
            {
                SkipSize();
            }

            if (Is())
            {
                return; // a preview, whose size would have to be read
            }

            if (Is())
            {
                IsAnimated = true;
                return;
            }
        }

        SkipDepth();
        Read(1); // whether 16 bits are enough
        var extra = Chosen(() => 0, () => 1, () => 2 + Read(4), () => 1 + Read(12));
        IsLossless = (extra == 0 || (extra == 1 && Is())) && !Is();
    }

    private void SkipDepth()
    {
        if (Is())
        {
            Chosen(() => 32, () => 16, () => 24, () => 1 + Read(6));
            Read(4);
        }
        else
        {
            Chosen(() => 8, () => 10, () => 12, () => 1 + Read(6));
        }
    }

    private void SkipSize()
    {
        var isSmall = Is();
        SkipSide(isSmall);
        if (Read(3) == 0)
        {
            SkipSide(isSmall);
        }
    }

    private void SkipSide(bool isSmall) => Read(isSmall ? 5 : ((int[])[9, 13, 18, 30])[Read(2)]);

    private int Chosen(params ReadOnlySpan<Func<int>> kinds) => kinds[Read(2)]();

    private bool Is() => Read(1) == 1;

    private int Read(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++, at++)
        {
            value |= ((bytes[at / 8] >> (at % 8)) & 1) << i;
        }

        return value;
    }
}
