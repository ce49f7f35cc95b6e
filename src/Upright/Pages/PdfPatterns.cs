using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>
/// Moves the patterns that a page paints with: they lie on the sheet and not on the content, so that a transformation of
/// the content leaves them behind. Each gets a copy of its own, for other pages may paint with it too.
/// </summary>
internal static class PdfPatterns
{
    /// <summary>The page's resources with moved patterns; null where it has none.</summary>
    public static DictionaryToken? Moved(PdfObjects objects, PdfUpdate update, PageTurn turn)
    {
        var resources = objects.Get<DictionaryToken>(turn.Page.Entry("Resources"));
        if (objects.Get<DictionaryToken>(resources, "Pattern") is not { Data.Count: > 0 } patterns)
        {
            return null;
        }

        var moved = patterns.Data.ToDictionary(
            entry => NameToken.Create(entry.Key),
            entry => Moved(objects, turn, entry.Value) is { } copy ? update.Add(copy) : entry.Value);
        return resources!.With("Pattern", new DictionaryToken(moved));
    }

    private static IToken? Moved(PdfObjects objects, PageTurn turn, IToken pattern) => objects.Get<IToken>(pattern) switch
    {
        StreamToken tiling => new StreamToken(Moved(objects, turn, tiling.StreamDictionary), tiling.Data),
        DictionaryToken shading => Moved(objects, turn, shading),
        _ => null,
    };

    private static DictionaryToken Moved(PdfObjects objects, PageTurn turn, DictionaryToken pattern) =>
        pattern.With("Matrix", PdfMatrix.ToToken(PdfMatrix.Of(objects, pattern).Multiply(turn.Move)));
}
