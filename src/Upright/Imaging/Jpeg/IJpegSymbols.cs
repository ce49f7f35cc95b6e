namespace Upright.Imaging;

/// <summary>Takes what a scan is made of, first to count it and then to write it. Structs implement it, so that the compiler makes a loop for each.</summary>
internal interface IJpegSymbols
{
    /// <summary>Takes a symbol of a Huffman code and the number behind it.</summary>
    /// <param name="table">The code's number as in a file: 0 and 1 for differences of DC, 16 and 17 for AC.</param>
    /// <param name="symbol">The symbol; its lower four bits say how many bits the number has.</param>
    /// <param name="value">The number.</param>
    public void Put(int table, int symbol, int value);
}
