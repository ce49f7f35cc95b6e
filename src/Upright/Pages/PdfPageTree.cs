using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>Finds the pages of a PDF as objects, in their order.</summary>
internal static class PdfPageTree
{
    private const int MostDepth = 64;

    private static readonly string[] Inheritable = ["Resources", "MediaBox", "CropBox", "Rotate"];

    /// <summary>Every page; a page that is no object of its own, against the standard, is left out.</summary>
    public static IReadOnlyList<PdfPage> Pages(PdfObjects objects, DictionaryToken catalog)
    {
        List<PdfPage> pages = [];
        if (catalog.Data.GetValueOrDefault("Pages") is IndirectReferenceToken root)
        {
            Collect(objects, root.Data, DictionaryToken.Empty, [], 0, pages);
        }

        return pages;
    }

    private static void Collect(PdfObjects objects, IndirectReference reference, DictionaryToken above, HashSet<IndirectReference> seen, int depth, List<PdfPage> pages)
    {
        if (depth > MostDepth || !seen.Add(reference) || objects.Get<DictionaryToken>(new IndirectReferenceToken(reference)) is not { } node)
        {
            return;
        }

        if (objects.Get<ArrayToken>(node, "Kids") is not { } kids)
        {
            pages.Add(new PdfPage(reference, node, above));
            return;
        }

        foreach (var key in Inheritable.Where(node.Data.ContainsKey))
        {
            above = above.With(key, node.Data[key]);
        }

        foreach (var kid in kids.Data.OfType<IndirectReferenceToken>())
        {
            Collect(objects, kid.Data, above, seen, depth + 1, pages);
        }
    }
}
