using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>Turns pages of a PDF: whole quarters by their /Rotate, the rest by drawing their content through a transformation.</summary>
internal sealed class PdfPageTurner(PdfObjects objects, PdfUpdate update)
{
    private static readonly string[] Boxes = ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"];

    private readonly PdfAnnotations annotations = new(objects, update);

    /// <summary>Puts the turned page into the update.</summary>
    /// <param name="turn">What is done.</param>
    /// <param name="operations">Gives the page's content; asked only where it is transformed.</param>
    public void Turn(PageTurn turn, Func<IReadOnlyList<IGraphicsStateOperation>> operations)
    {
        // A thumbnail would go on showing the page as it was; readers make their own.
        var page = turn.Page.Dictionary.Without("Thumb");
        if (turn.QuarterTurns != 0)
        {
            page = page.With("Rotate", new NumericToken((turn.Page.Rotation(objects) + (90 * turn.QuarterTurns)) % 360));
        }

        if (turn.Residual != 0)
        {
            page = page.With("Contents", PdfContent.Wrapped(objects, update, turn, operations()));
            page = WithBoxes(page, turn);
            page = PdfPatterns.Moved(objects, update, turn) is { } resources ? page.With("Resources", resources) : page;
            page = annotations.Moved(turn) is { } moved ? page.With("Annots", moved) : page;
        }

        update.Replace(turn.Page.Reference, page);
    }

    private DictionaryToken WithBoxes(DictionaryToken page, PageTurn turn)
    {
        foreach (var key in Boxes)
        {
            // Without a box of its own a page shows its whole sheet.
            var box = key == "MediaBox" ? turn.Page.MediaBox(objects)
                : objects.Rectangle(turn.Page.Entry(key)) ?? (key == "CropBox" && turn.Canvas == Canvas.Inner ? turn.Shown : null);
            page = box is { } before ? page.With(key, PageTurn.ToToken(turn.Box(key, before))) : page;
        }

        return page;
    }
}
