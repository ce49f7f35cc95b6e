using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>References in a PDF, <c>12 0 R</c>, whether there is an object of that number or not: one that is added under it would be what a dangling reference leads to.</summary>
internal static class PdfReferences
{
    // ISO 32000-1, annex C: what follows a higher number is chance, in the bytes of a picture.
    private const long HighestNumber = 8_388_607;

    /// <summary>The highest number that is referred to in the bytes of a file, 0 where none is. What is compressed is not seen.</summary>
    /// <param name="file">Read from its beginning.</param>
    public static long Highest(Stream file)
    {
        const long None = -1;
        long highest = 0, number = None, generation = None, open = None; // the two numbers that were read last, and one that is being read
        var buffer = new byte[1 << 16];
        file.Position = 0;
        while (file.Read(buffer) is > 0 and var read)
        {
            foreach (var value in buffer.AsSpan(0, read))
            {
                switch (value)
                {
                    case >= (byte)'0' and <= (byte)'9':
                        open = Math.Min(HighestNumber + 1, ((open == None ? 0 : open) * 10) + value - '0');
                        break;
                    case (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t':
                        (number, generation, open) = open == None ? (number, generation, None) : (generation, open, None);
                        break;
                    case (byte)'R' when open == None && generation >= 0 && number is > 0 and <= HighestNumber:
                        highest = Math.Max(highest, number);
                        goto default;
                    default:
                        (number, generation, open) = (None, None, None);
                        break;
                }
            }
        }

        return highest;
    }

    /// <summary>The highest number that is referred to in objects that lie compressed in streams, 0 where none is.</summary>
    public static long HighestInStreams(Structure structure)
    {
        long highest = 0;
        var open = new Stack<IToken?>();
        foreach (var (reference, location) in structure.CrossReferenceTable.ObjectOffsets)
        {
            if (location.Type == XrefEntryType.ObjectStream)
            {
                open.Push(structure.TokenScanner.Get(reference)?.Data);
            }

            while (open.TryPop(out var token))
            {
                switch (token)
                {
                    case IndirectReferenceToken { Data.ObjectNumber: <= HighestNumber and var number }:
                        highest = Math.Max(highest, number);
                        break;
                    case ArrayToken array:
                        PushAll(open, array.Data);
                        break;
                    case DictionaryToken dictionary:
                        PushAll(open, dictionary.Data.Values);
                        break;
                }
            }
        }

        return highest;
    }

    private static void PushAll(Stack<IToken?> open, IEnumerable<IToken> tokens)
    {
        foreach (var token in tokens)
        {
            open.Push(token);
        }
    }
}
