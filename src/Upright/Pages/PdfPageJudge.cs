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

    /// <summary>Judges a page, as it is shown.</summary>
    public async Task<PageEstimate> JudgeAsync(Page page, CancellationToken cancellationToken)
    {
        var letters = LetterDirection.Of(page.Letters);
        var picture = PagePicture.Of(page);
        var count = letters?.Count ?? 0;
        var bare = new PageEstimate { Number = page.Number, Kind = PageKind.Empty, Width = page.Width, Height = page.Height, Letters = count };
        var isScan = picture.Coverage >= LargePicture;
        if (letters is not null && (count >= ManyLetters || !isScan))
        {
            var byLetters = ByLetters(bare, letters);
            return isScan ? await BothAsync(byLetters, picture, cancellationToken).ConfigureAwait(false) : byLetters;
        }

        return picture.Coverage >= AnyPicture
            ? await ByPictureAsync(bare, picture, cancellationToken).ConfigureAwait(false)
            : bare with { Reason = PageReason.NothingToJudge };
    }

    private PageEstimate ByLetters(PageEstimate page, LetterDirection letters)
    {
        var slanted = Math.Abs(letters.Angle.Residual) > MostSkew;
        return page with
        {
            Kind = PageKind.Letters,
            Angle = letters.Angle,
            Confidence = letters.Confidence,
            Decision = slanted ? Decision.Unsure : upright.DecideText(letters.Angle, letters.Confidence),
            Reason = slanted ? PageReason.SlantedLetters : null,
        };
    }

    private async Task<PageEstimate> BothAsync(PageEstimate byLetters, PagePicture picture, CancellationToken cancellationToken)
    {
        var byPicture = await ByPictureAsync(byLetters, picture, cancellationToken).ConfigureAwait(false);
        var disagree = byPicture.Decision != Decision.Unsure && byLetters.Decision != Decision.Unsure
            && byPicture.Angle.DistanceTo(byLetters.Angle) > SameAngle;
        return byLetters with
        {
            Kind = PageKind.Mixed,
            Picture = byPicture.Picture,
            Decision = disagree ? Decision.Unsure : byLetters.Decision,
            Reason = disagree ? PageReason.LettersAgainstPicture : byLetters.Reason,
        };
    }

    private async Task<PageEstimate> ByPictureAsync(PageEstimate page, PagePicture picture, CancellationToken cancellationToken)
    {
        page = page with { Kind = PageKind.Picture };
        PixelBuffer drawn;
        try
        {
            drawn = picture.Draw(decoder, upright.Limits, cancellationToken);
        }
        catch (PagePictureException exception)
        {
            return page with { Decision = Decision.Unsure, Reason = exception.Reason };
        }

        var estimate = await upright.EstimateAsync(
            drawn.Pixels, drawn.Width, drawn.Height, drawn.Width * drawn.Channels, PixelFormat.Rgb, cancellationToken).ConfigureAwait(false);
        return page with { Angle = estimate.Angle, Confidence = estimate.Confidence, Decision = estimate.Decision, Picture = estimate };
    }
}
