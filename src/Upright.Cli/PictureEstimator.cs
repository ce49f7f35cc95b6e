namespace Upright.Cli;

/// <summary>Estimates one picture or document, from a file or a stream.</summary>
internal static class PictureEstimator
{
    public static async Task<PictureResult> EstimateAsync(Uprighter upright, InputPicture picture, Stream standardInput, CancellationToken cancellationToken)
    {
        using var input = await StandardInput.OpenAsync(upright, picture, standardInput, cancellationToken);
        if (input.Document is not null)
        {
            var pages = Documents.Of(upright).EstimateAsync(input, cancellationToken);
            // The maps of text lines are large, and a document may have thousands of pages.
            return new PictureResult(picture.Path, Pages: await pages.Select(page => page.WithoutMap()).ToListAsync(cancellationToken));
        }

        return new PictureResult(picture.Path, await upright.EstimateAsync(input, cancellationToken));
    }
}
