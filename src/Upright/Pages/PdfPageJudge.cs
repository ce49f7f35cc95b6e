using UglyToad.PdfPig.Content;

namespace Upright.Pages;

/// <summary>Decides what a page of a PDF is judged by, and judges it: a program's page by its letters, a scan by its picture.</summary>
internal sealed class PdfPageJudge(Uprighter upright, PdfImagePixels decoder)
{
    // A scan may bear a stamp or a number, a program's page a picture behind its text.
    private const int ManyLetters = 100;
    private const double LargePicture = 0.5;
    private const double AnyPicture = 0.05;

    private const double MostSkew = 15; // degrees; steeper letters are a watermark or a drawing
    private const double SameAngle = 5; // degrees

    /// <summary>Reads what a page, as it is shown, says of itself, and its pictures where they must be asked. One page of a document at a time.</summary>
    public PageReading Read(Page page, CancellationToken cancellationToken)
    {
        var letters = LetterDirection.Of(page.Letters);
        var picture = PagePicture.Of(page);
        var count = letters?.Count ?? 0;
        var bare = new PageEstimate { Number = page.Number, Kind = PageKind.Empty, Width = page.Width, Height = page.Height, Letters = count };
        var isScan = picture.Coverage >= LargePicture;
        if (letters is not null && (count >= ManyLetters || !isScan))
        {
            var byLetters = ByLetters(bare, letters);
            return isScan ? Drawn(byLetters with { Kind = PageKind.Mixed }, picture, cancellationToken) : new PageReading(byLetters, null);
        }

        return picture.Coverage >= AnyPicture
            ? Drawn(bare with { Kind = PageKind.Picture }, picture, cancellationToken)
            : new PageReading(bare with { Reason = UnsureReason.NothingToJudge }, null);
    }

    /// <summary>Judges a page that was read. May be asked for several at a time.</summary>
    public async Task<PageEstimate> JudgeAsync(PageReading reading, CancellationToken cancellationToken)
    {
        var (page, drawn) = reading;
        if (drawn is null)
        {
            return page;
        }

        var estimate = await upright.EstimateAsync(
            drawn.Pixels, drawn.Width, drawn.Height, drawn.Width * drawn.Channels, PixelFormat.Rgb, cancellationToken).ConfigureAwait(false);
        if (page.Kind != PageKind.Mixed)
        {
            return page.ByPicture(estimate);
        }

        var disagree = estimate.Decision != Decision.Unsure && page.Decision != Decision.Unsure && estimate.Angle.DistanceTo(page.Angle) > SameAngle;
        return page with
        {
            Picture = estimate,
            Decision = disagree ? Decision.Unsure : page.Decision,
            Reason = disagree ? UnsureReason.LettersAgainstPicture : page.Reason,
        };
    }

    private PageEstimate ByLetters(PageEstimate page, LetterDirection letters)
    {
        var verdict = Math.Abs(letters.Angle.Residual) > MostSkew
            ? new Verdict(Decision.Unsure, UnsureReason.SlantedLetters)
            : upright.JudgeText(letters.Angle, letters.Confidence);
        return page with
        {
            Kind = PageKind.Letters,
            Angle = letters.Angle,
            Confidence = letters.Confidence,
            Decision = verdict.Decision,
            Reason = verdict.Reason,
        };
    }

    private PageReading Drawn(PageEstimate page, PagePicture picture, CancellationToken cancellationToken)
    {
        try
        {
            return new PageReading(page, picture.Draw(decoder, upright.Limits, cancellationToken));
        }
        catch (PagePictureException exception)
        {
            return new PageReading(page.Kind == PageKind.Mixed ? page : page with { Reason = exception.Reason }, null);
        }
    }
}
