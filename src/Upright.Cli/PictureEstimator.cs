namespace Upright.Cli;

/// <summary>Estimates one picture or document, from a file or a stream.</summary>
internal static class PictureEstimator
{
    public static async Task<PictureResult> EstimateAsync(Uprighter upright, InputPicture picture, Stream standardInput, CancellationToken cancellationToken)
    {
        using var input = await StandardInput.ReadAsync(picture, standardInput, upright.Limits.MaxFileSize, cancellationToken);
        if (StandardInput.IsDocument(picture, input))
        {
            var documents = Documents.Of(upright);
            var pages = input is null ? documents.EstimateAsync(picture.Path, cancellationToken) : documents.EstimateAsync(input, cancellationToken);
            // The maps of text lines are large, and a document may have thousands of pages.
            return new PictureResult(picture.Path, Pages: await pages.Select(page => page.WithoutMap()).ToListAsync(cancellationToken));
        }

        var estimate = input is null ? await upright.EstimateAsync(picture.Path, cancellationToken) : await upright.EstimateAsync(input, cancellationToken);
        return new PictureResult(picture.Path, estimate);
    }
}
