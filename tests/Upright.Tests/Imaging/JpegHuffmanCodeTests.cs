using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>The codes that make a JPEG shortest.</summary>
public sealed class JpegHuffmanCodeTests
{
    public static TheoryData<string> Shapes => ["one", "two", "even", "steep", "sparse"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EverySymbolThatOccursHasACodeThatIsFoundAgain(string shape)
    {
        var frequencies = Frequencies(shape);
        var code = JpegHuffmanCode.Optimal(frequencies);

        JpegHuffmanLookup lookup = new(code);

        var codes = code.Codes().ToList();
        Assert.Equal(Occurring(frequencies), codes.Select(one => (int)one.Symbol).Order());
        Assert.All(codes, one =>
        {
            Assert.InRange(one.Length, 1, 16);
            Assert.NotEqual((1 << one.Length) - 1, one.Bits); // all ones fill the last byte
            // Whatever comes behind it.
            foreach (var rest in (int[])[0, (1 << (16 - one.Length)) - 1])
            {
                Assert.Equal(one.Symbol, lookup.Find((one.Bits << (16 - one.Length)) | rest, out var length));
                Assert.Equal(one.Length, length);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void WhatOccursMoreOftenHasNoLongerCode(string shape)
    {
        var frequencies = Frequencies(shape);
        var lengths = JpegHuffmanCode.Optimal(frequencies).Codes().ToDictionary(one => (int)one.Symbol, one => one.Length);

        foreach (var (a, b) in Occurring(frequencies).SelectMany(a => Occurring(frequencies).Select(b => (a, b))).Where(pair => frequencies[pair.a] > frequencies[pair.b]))
        {
            Assert.True(lengths[a] <= lengths[b]);
        }
    }

    [Fact]
    public void BitsThatAreNoCodeAreDamage() =>
        Assert.Throws<JpegDamageException>(() => new JpegHuffmanLookup(JpegHuffmanCode.Optimal(Frequencies("two"))).Find(0xFFFF, out _));

    [Fact]
    public void ATableWithTooManyCodesIsDamage()
    {
        var counts = new byte[16];
        counts[0] = 3;

        Assert.Throws<JpegDamageException>(() => new JpegHuffmanLookup(new JpegHuffmanCode(counts, [1, 2, 3])));
    }

    private static IEnumerable<int> Occurring(long[] frequencies) => Enumerable.Range(0, frequencies.Length).Where(symbol => frequencies[symbol] > 0);

    private static long[] Frequencies(string shape)
    {
        var frequencies = new long[256];
        switch (shape)
        {
            case "one":
                frequencies[7] = 5;
                break;
            case "two":
                (frequencies[0], frequencies[255]) = (5, 9);
                break;
            case "even":
                Array.Fill(frequencies, 3);
                break;
            case "steep": // Fibonacci's numbers would have codes of thirty bits
                (frequencies[0], frequencies[1]) = (1, 1);
                for (var i = 2; i < 32; i++)
                {
                    frequencies[i] = frequencies[i - 1] + frequencies[i - 2];
                }

                break;
            default:
                for (var i = 0; i < 256; i += 5)
                {
                    frequencies[i] = 1L << (i / 16);
                }

                break;
        }

        return frequencies;
    }
}
