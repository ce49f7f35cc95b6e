namespace Upright.Imaging;

/// <summary>Writes the symbols of a scan as Huffman codes.</summary>
internal struct JpegBitWriter : IJpegSymbols
{
    /// <summary>Numbers of Huffman codes up to the largest.</summary>
    public const int Tables = 18;

    private readonly Stream target;
    private readonly byte[] buffer = new byte[1 << 16];

    // By table and symbol: the code, and its length in the lowest five bits.
    private readonly int[] codes = new int[256 * Tables];
    private int used;
    private ulong bits;
    private int count;

    /// <summary>Prepares it.</summary>
    public JpegBitWriter(Stream target, IEnumerable<(int Number, JpegHuffmanCode Code)> tables)
    {
        this.target = target;
        foreach (var (number, code) in tables)
        {
            foreach (var (symbol, length, value) in code.Codes())
            {
                codes[(number << 8) | symbol] = (value << 5) | length;
            }
        }
    }

    /// <inheritdoc/>
    public void Put(int table, int symbol, int value)
    {
        var code = codes[(table << 8) | symbol];
        var size = symbol & 15;
        // Negative numbers are stored less one, without the bits that all of them share.
        bits = (((bits << (code & 31)) | (uint)(code >> 5)) << size) | (uint)((value + (value >> 31)) & ((1 << size) - 1));
        count += (code & 31) + size;
        while (count >= 8)
        {
            count -= 8;
            Write((byte)(bits >> count));
        }
    }

    /// <summary>Fills the last byte with ones and writes what is left.</summary>
    public void End()
    {
        if (count > 0)
        {
            Write((byte)((bits << (8 - count)) | (0xFFUL >> count)));
        }

        target.Write(buffer, 0, used);
    }

    private void Write(byte value)
    {
        if (used + 2 > buffer.Length)
        {
            target.Write(buffer, 0, used);
            used = 0;
        }

        buffer[used++] = value;
        if (value == 0xFF)
        {
            buffer[used++] = 0;
        }
    }
}
