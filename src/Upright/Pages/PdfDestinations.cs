using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>Moves the places that outlines, links, names and actions lead to, where they lie on a page whose content moved.</summary>
internal sealed class PdfDestinations(PdfObjects objects, PdfUpdate update, IReadOnlyDictionary<IndirectReference, PageTurn> turns, IReadOnlySet<IndirectReference> pages)
{
    private static readonly string[] OfCatalog = ["Outlines", "Dests", "Names", "OpenAction", "AA"];
    private static readonly string[] OfPage = ["Annots", "AA"];

    // Ways up, that lead to nothing that is not reached otherwise.
    private static readonly string[] Ignored = ["Parent", "P", "Pg", "SE"];

    private readonly HashSet<IndirectReference> seen = [.. pages];
    private readonly Queue<IndirectReference> waiting = [];

    /// <summary>Goes through the catalog and every page.</summary>
    public void Move(IndirectReference catalog, CancellationToken cancellationToken)
    {
        seen.Add(catalog);
        Replace(catalog, OfCatalog);
        foreach (var page in pages)
        {
            Replace(page, OfPage);
        }

        while (waiting.TryDequeue(out var reference))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Current(reference) is { } token && Moved(token) is var moved && !ReferenceEquals(moved, token))
            {
                update.Replace(reference, moved);
            }
        }
    }

    private void Replace(IndirectReference reference, string[] keys)
    {
        if (Current(reference) is DictionaryToken dictionary && Moved(dictionary, keys) is var moved && !ReferenceEquals(moved, dictionary))
        {
            update.Replace(reference, moved);
        }
    }

    private IToken? Current(IndirectReference reference) =>
        update.Replacement(reference) ?? objects.Get<IToken>(new IndirectReferenceToken(reference));

    /// <summary>The token with its destinations moved: the same one where there is none; what it refers to is done later.</summary>
    private IToken Moved(IToken token)
    {
        switch (token)
        {
            case IndirectReferenceToken reference when seen.Add(reference.Data):
                waiting.Enqueue(reference.Data);
                return token;
            case ArrayToken array when Destination(array) is { } destination:
                return destination;
            case ArrayToken array:
                var items = array.Data.Select(Moved).ToList();
                return items.Zip(array.Data).All(pair => ReferenceEquals(pair.First, pair.Second)) ? array : new ArrayToken(items);
            case DictionaryToken dictionary:
                return Moved(dictionary, dictionary.Data.Keys.Except(Ignored));
            default:
                return token;
        }
    }

    private DictionaryToken Moved(DictionaryToken dictionary, IEnumerable<string> keys)
    {
        var result = dictionary;
        foreach (var key in keys.Where(dictionary.Data.ContainsKey))
        {
            var moved = Moved(dictionary.Data[key]);
            result = ReferenceEquals(moved, dictionary.Data[key]) ? result : result.With(key, moved);
        }

        return result;
    }

    /// <summary>A destination on a page that moved: [page /XYZ left top zoom] and the like.</summary>
    private ArrayToken? Destination(ArrayToken array)
    {
        if (array.Data is not [IndirectReferenceToken page, NameToken view, ..] || !turns.TryGetValue(page.Data, out var turn))
        {
            return null;
        }

        double? Number(int index) => array.Length > index ? objects.Get<NumericToken>(array[index])?.Double : null;
        var shown = turn.Shown;
        switch (view.Data)
        {
            case "XYZ" when Number(2) is not null || Number(3) is not null:
                var place = turn.Move.Transform(new PdfPoint(Number(2) ?? shown.Left, Number(3) ?? shown.Top));
                return With(array, (2, Number(2) is null ? null : place.X), (3, Number(3) is null ? null : place.Y));
            case "FitH" or "FitBH" when Number(2) is { } top:
                return With(array, (2, turn.Move.Transform(new PdfPoint(shown.Left, top)).Y));
            case "FitV" or "FitBV" when Number(2) is { } left:
                return With(array, (2, turn.Move.Transform(new PdfPoint(left, shown.Top)).X));
            case "FitR" when (Number(2), Number(3), Number(4), Number(5)) is ({ } x0, { } y0, { } x1, { } y1):
                var box = turn.Bounds(new PdfRectangle(x0, y0, x1, y1));
                return With(array, (2, box.Left), (3, box.Bottom), (4, box.Right), (5, box.Top));
            default:
                return null;
        }
    }

    private static ArrayToken With(ArrayToken array, params (int Index, double? Number)[] numbers)
    {
        var items = array.Data.ToArray();
        foreach (var (index, number) in numbers)
        {
            if (number is { } value)
            {
                items[index] = new NumericToken(Math.Round(value, 4));
            }
        }

        return new ArrayToken(items);
    }
}
