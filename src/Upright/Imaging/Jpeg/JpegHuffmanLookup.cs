namespace Upright.Imaging;

/// <summary>Finds the symbol that a Huffman code in the bits to come stands for.</summary>
internal sealed class JpegHuffmanLookup
{
    private const int ShortLength = 10;

    // By the next ten bits: the code's length in the upper byte, its symbol in the lower one; 0 where the code is longer.
    private readonly ushort[] shortCodes = new ushort[1 << ShortLength];

    // By a code's length: the first number beyond its codes, filled up to 16 bits, and where its first symbol would be for code 0.
    private readonly int[] ends = new int[JpegHuffmanCode.LongestCode + 1];
    private readonly int[] offsets = new int[JpegHuffmanCode.LongestCode + 1];
    private readonly byte[] symbols;

    /// <summary>Prepares it.</summary>
    /// <exception cref="JpegDamageException">The code contradicts itself.</exception>
    public JpegHuffmanLookup(JpegHuffmanCode code)
    {
        symbols = code.Symbols;
        var index = 0;
        foreach (var (symbol, length, bits) in code.Codes())
        {
            if (length <= ShortLength)
            {
                shortCodes.AsSpan(bits << (ShortLength - length), 1 << (ShortLength - length)).Fill((ushort)((length << 8) | symbol));
            }

            ends[length] = (bits + 1) << (JpegHuffmanCode.LongestCode - length);
            offsets[length] = index++ - bits;
        }
    }

    /// <summary>The symbol of the next code.</summary>
    /// <param name="next">The next 16 bits.</param>
    /// <param name="length">How many of them are the code.</param>
    /// <exception cref="JpegDamageException">They begin no code.</exception>
    public int Find(int next, out int length)
    {
        int found = shortCodes[next >> (JpegHuffmanCode.LongestCode - ShortLength)];
        if (found != 0)
        {
            length = found >> 8;
            return found & 0xFF;
        }

        for (length = ShortLength + 1; length <= JpegHuffmanCode.LongestCode; length++)
        {
            if (next < ends[length])
            {
                return symbols[offsets[length] + (next >> (JpegHuffmanCode.LongestCode - length))];
            }
        }

        throw new JpegDamageException("There is a code that is in no Huffman table.");
    }
}
