using UglyToad.PdfPig.Content;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>Decides what a page of a PDF is judged by, and reads it: a program's page by its letters, a scan by its picture.</summary>
internal sealed class PdfPageReader(PdfImagePixels decoder, DecodeLimits limits)
{
    // A scan may bear a stamp or a number, a program's page a picture behind its text.
    private const int ManyLetters = 100;
    private const double LargePicture = 0.5;
    private const double AnyPicture = 0.05;

    /// <summary>Reads what a page, as it is shown, says of itself, and its pictures where they must be asked. One page of a document at a time.</summary>
    public PageReading Read(Page page, CancellationToken cancellationToken)
    {
        var letters = LetterDirection.Of(page.Letters);
        var picture = PictureOf(page);
        var coverage = picture?.Coverage ?? 0;
        var count = letters?.Count ?? 0;
        var bare = new PageEstimate { Number = page.Number, Kind = PageKind.Empty, Width = page.Width, Height = page.Height, Letters = count };
        var isScan = coverage >= LargePicture;
        if (letters is not null && (count >= ManyLetters || !isScan))
        {
            var byLetters = bare with { Kind = PageKind.Letters, Angle = letters.Angle, Confidence = letters.Confidence };
            return isScan ? Drawn(byLetters with { Kind = PageKind.Mixed }, picture!, cancellationToken) : new PageReading(byLetters, null);
        }

        return coverage >= AnyPicture
            ? Drawn(bare with { Kind = PageKind.Picture }, picture!, cancellationToken)
            : new PageReading(bare with { Reason = picture is null ? UnsureReason.Damaged : UnsureReason.NothingToJudge }, null);
    }

    // One odd picture must not cost the page its letters.
    private static PagePicture? PictureOf(Page page)
    {
        try
        {
            return PagePicture.Of(page);
        }
        catch (Exception exception) when (PdfHere.IsOfParsing(exception))
        {
            return null;
        }
    }

    private PageReading Drawn(PageEstimate page, PagePicture picture, CancellationToken cancellationToken)
    {
        try
        {
            return new PageReading(page, picture.Draw(decoder, limits, cancellationToken));
        }
        catch (PagePictureException exception)
        {
            return new PageReading(page.Kind == PageKind.Mixed ? page : page with { Reason = exception.Reason }, null);
        }
        catch (Exception exception) when (PdfHere.IsOfParsing(exception))
        {
            return new PageReading(page.Kind == PageKind.Mixed ? page : page with { Reason = UnsureReason.Damaged }, null);
        }
    }
}
