namespace Upright.Imaging;

/// <summary>Counts the symbols of a scan, for the codes that make it shortest.</summary>
internal readonly struct JpegSymbolCounts() : IJpegSymbols
{
    private readonly long[] counts = new long[256 * JpegBitWriter.Tables];

    /// <inheritdoc/>
    public void Put(int table, int symbol, int value) => counts[(table << 8) | symbol]++;

    /// <summary>The codes that are needed, with their numbers.</summary>
    public IReadOnlyList<(int Number, JpegHuffmanCode Code)> Codes()
    {
        var codes = new List<(int Number, JpegHuffmanCode Code)>();
        for (var number = 0; number < JpegBitWriter.Tables; number++)
        {
            var frequencies = counts.AsSpan(number << 8, 256);
            if (frequencies.ContainsAnyExcept(0))
            {
                codes.Add((number, JpegHuffmanCode.Optimal(frequencies)));
            }
        }

        return codes;
    }
}
