namespace Upright.Imaging;

/// <summary>A Huffman code as a JPEG stores it: how many codes there are of each length from 1 to 16, and their symbols from short to long.</summary>
internal sealed record JpegHuffmanCode(byte[] Counts, byte[] Symbols)
{
    /// <summary>The longest code that a JPEG may have, in bits.</summary>
    public const int LongestCode = 16;

    private const int SymbolLimit = 256;

    /// <summary>The codes with their symbols, from short to long.</summary>
    /// <exception cref="JpegDamageException">There are more codes of a length than there can be.</exception>
    public IEnumerable<(byte Symbol, int Length, int Bits)> Codes()
    {
        var (next, code) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            for (var i = 0; i < Counts[length - 1]; i++)
            {
                if (code >= 1 << length)
                {
                    throw new JpegDamageException("A Huffman table has too many codes.");
                }

                yield return (Symbols[next++], length, code++);
            }

            code <<= 1;
        }
    }

    /// <summary>The code that makes a file shortest, by ITU T.81 K.2.</summary>
    /// <param name="frequencies">How often each symbol occurs.</param>
    public static JpegHuffmanCode Optimal(ReadOnlySpan<long> frequencies)
    {
        // One symbol more than there are takes the code of all ones, which no symbol may have.
        long[] weights = [.. frequencies, 1];
        var lengths = new int[SymbolLimit + 1];
        var joined = Enumerable.Repeat(-1, SymbolLimit + 1).ToArray();
        while (Lightest(weights, except: -1) is var first && Lightest(weights, except: first) is >= 0 and var second)
        {
            weights[first] += weights[second];
            weights[second] = 0;
            var last = Lengthen(first);
            joined[last] = second;
            Lengthen(second);
        }

        return FromLengths(lengths, frequencies.ToArray());

        int Lengthen(int symbol)
        {
            lengths[symbol]++;
            while (joined[symbol] >= 0)
            {
                symbol = joined[symbol];
                lengths[symbol]++;
            }

            return symbol;
        }
    }

    // Of equal ones the last, so that the symbol that stands for no symbol gets the longest code.
    private static int Lightest(long[] weights, int except)
    {
        var lightest = -1;
        for (var symbol = 0; symbol < weights.Length; symbol++)
        {
            if (weights[symbol] > 0 && symbol != except && (lightest < 0 || weights[symbol] <= weights[lightest]))
            {
                lightest = symbol;
            }
        }

        return lightest;
    }

    private static JpegHuffmanCode FromLengths(int[] lengths, long[] frequencies)
    {
        var counts = new int[SymbolLimit + 1];
        foreach (var length in lengths.Where(length => length > 0))
        {
            counts[length]++;
        }

        // Codes that are too long: two of a length become one shorter by one, and a shorter one splits into two.
        for (var length = counts.Length - 1; length > LongestCode; length--)
        {
            while (counts[length] > 0)
            {
                var shorter = length - 2;
                while (counts[shorter] == 0)
                {
                    shorter--;
                }

                counts[length] -= 2;
                counts[length - 1]++;
                counts[shorter + 1] += 2;
                counts[shorter]--;
            }
        }

        counts[Array.FindLastIndex(counts, count => count > 0)]--;
        var symbols = Enumerable.Range(0, SymbolLimit).Where(symbol => lengths[symbol] > 0).OrderBy(symbol => lengths[symbol]).ThenByDescending(symbol => frequencies[symbol]);
        return new JpegHuffmanCode([.. counts.Skip(1).Take(LongestCode).Select(count => (byte)count)], [.. symbols.Select(symbol => (byte)symbol)]);
    }
}
