using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>Finds out whether a PDF is signed.</summary>
internal static class PdfSignatures
{
    private const int SignaturesExist = 1;
    private const int MostFields = 100_000;

    /// <summary>Whether the form says so, a signature field holds one, or the document is certified.</summary>
    public static bool Any(PdfObjects objects, DictionaryToken catalog)
    {
        var form = objects.Get<DictionaryToken>(catalog, "AcroForm");
        return ((objects.Get<NumericToken>(form, "SigFlags")?.Int ?? 0) & SignaturesExist) != 0
            || objects.Get<DictionaryToken>(catalog, "Perms") is { Data.Count: > 0 }
            || AnyField(objects, form);
    }

    private static bool AnyField(PdfObjects objects, DictionaryToken? form)
    {
        HashSet<IndirectReference> seen = [];
        Stack<IToken> waiting = new(objects.Get<ArrayToken>(form, "Fields")?.Data ?? []);
        while (waiting.TryPop(out var token) && seen.Count < MostFields)
        {
            if ((token is IndirectReferenceToken reference && !seen.Add(reference.Data)) || objects.Get<DictionaryToken>(token) is not { } field)
            {
                continue;
            }

            if (objects.Get<NameToken>(field, "FT")?.Data == "Sig" && objects.Get<DictionaryToken>(field, "V") is not null)
            {
                return true;
            }

            foreach (var kid in objects.Get<ArrayToken>(field, "Kids")?.Data ?? [])
            {
                waiting.Push(kid);
            }
        }

        return false;
    }
}
