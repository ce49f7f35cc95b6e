using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.SpecialGraphicsState;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>Draws a page's content through a transformation: one stream before it and one after it; the content itself is not touched.</summary>
internal static class PdfContent
{
    /// <summary>The page's /Contents with the two streams around them.</summary>
    public static ArrayToken Wrapped(PdfObjects objects, PdfUpdate update, PageTurn turn, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        // Content that restores a state it never saved would restore ours: as many saved states as it takes are given to it.
        int depth = 0, lowest = 0;
        foreach (var operation in operations)
        {
            depth += operation is Push ? 1 : operation is Pop ? -1 : 0;
            lowest = Math.Min(lowest, depth);
        }

        var before = new StringBuilder("q ");
        var move = turn.Move;
        before.Append(CultureInfo.InvariantCulture, $"{Number(move.A)} {Number(move.B)} {Number(move.C)} {Number(move.D)} {Number(move.E)} {Number(move.F)} cm\n");
        if (turn.Canvas == Canvas.Grow)
        {
            // What lay outside the shown part before must not come into view.
            var shown = turn.Shown;
            before.Append(CultureInfo.InvariantCulture, $"{Number(shown.Left)} {Number(shown.Bottom)} {Number(shown.Width)} {Number(shown.Height)} re W n\n");
        }

        before.Insert(before.Length, "q\n", -lowest);
        var after = new StringBuilder("\n").Insert(1, "Q\n", 1 - lowest + depth);
        return new ArrayToken([update.Add(Stream(before.ToString())), .. Parts(objects, turn.Page.Entry("Contents")), update.Add(Stream(after.ToString()))]);
    }

    private static IEnumerable<IToken> Parts(PdfObjects objects, IToken? contents) => contents switch
    {
        null => [],
        IndirectReferenceToken when objects.Get<StreamToken>(contents) is not null => [contents],
        _ => objects.Get<ArrayToken>(contents)?.Data ?? [],
    };

    private static StreamToken Stream(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return new StreamToken(new DictionaryToken(new Dictionary<NameToken, IToken> { [NameToken.Length] = new NumericToken(bytes.Length) }), bytes);
    }

    private static string Number(double number) => (Math.Round(number, 9) + 0.0).ToString("0.#########", CultureInfo.InvariantCulture);
}
