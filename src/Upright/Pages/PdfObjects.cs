using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>The objects of a PDF, followed through their references; what is missing or of another type is null.</summary>
internal sealed class PdfObjects(IPdfTokenScanner scanner)
{
    private const int MostReferences = 32;

    /// <summary>What a token is or leads to.</summary>
    public T? Get<T>(IToken? token)
        where T : class, IToken
    {
        for (var depth = 0; token is IndirectReferenceToken reference && depth < MostReferences; depth++)
        {
            token = scanner.Get(reference.Data)?.Data;
        }

        return token as T;
    }

    /// <summary>The value of a dictionary's key.</summary>
    public T? Get<T>(DictionaryToken? dictionary, string key)
        where T : class, IToken => Get<T>(dictionary?.Data.GetValueOrDefault(key));

    /// <summary>An array of numbers; null where it holds anything else.</summary>
    public double[]? Numbers(IToken? token)
    {
        var numbers = Get<ArrayToken>(token)?.Data.Select(Get<NumericToken>).ToList();
        return numbers is null || numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Double)];
    }

    /// <summary>A rectangle, given by any two opposite corners.</summary>
    public PdfRectangle? Rectangle(IToken? token) => Numbers(token) is [var x0, var y0, var x1, var y1, ..]
        ? new PdfRectangle(Math.Min(x0, x1), Math.Min(y0, y1), Math.Max(x0, x1), Math.Max(y0, y1))
        : null;
}
