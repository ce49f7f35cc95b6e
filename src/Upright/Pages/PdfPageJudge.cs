namespace Upright.Pages;

/// <summary>Judges what was read of a page of a PDF.</summary>
internal sealed class PdfPageJudge(Uprighter upright)
{
    private const double MostSkew = 15; // degrees; steeper letters are a watermark or a drawing
    private const double SameAngle = 5; // degrees

    /// <summary>Judges a page that was read. May be asked for several at a time.</summary>
    public async Task<PageEstimate> JudgeAsync(PageReading reading, CancellationToken cancellationToken)
    {
        var (page, drawn) = reading;
        if (page.Kind is PageKind.Letters or PageKind.Mixed)
        {
            page = ByLetters(page);
        }

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

    private PageEstimate ByLetters(PageEstimate page)
    {
        var verdict = Math.Abs(page.Angle.Residual) > MostSkew
            ? new Verdict(Decision.Unsure, UnsureReason.SlantedLetters)
            : upright.JudgeText(page.Angle, page.Confidence);
        return page with { Decision = verdict.Decision, Reason = verdict.Reason };
    }
}
