using Upright.Pages;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary>
/// Estimates and fixes documents of pages, PDF and TIFF, that lie in temporary files. How large the pictures of a page are
/// is not known before it is read, so each page is worked on alone; between two of them it is the turn of others.
/// </summary>
internal sealed class DocumentWork(Uprighter upright, WorkGate gate, TemporaryFolder folder, ServerSettings settings, ReadersApart readers)
{
    /// <summary>Finds the angles of all pages.</summary>
    public async Task<IReadOnlyList<PageEstimate>> EstimateAsync(OpenedInput document, DecisionQuery decide, CancellationToken cancellationToken)
    {
        List<PageEstimate> pages = [];
        await foreach (var page in Documents(decide).EstimateAsync(document, cancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    /// <summary>Writes the document with its pages upright to another temporary file.</summary>
    public async Task<(DocumentReport Report, TemporaryFile Document)> FixAsync(
        OpenedInput document, DecisionQuery decide, FixOptions write, IProgress<PageEstimate>? progress, CancellationToken cancellationToken)
    {
        if (write.Turn is not null)
        {
            throw new UprightException(UprightError.InvalidOptions, "turn is for a picture; a document's pages are turned by their own answers, or by page_turns.");
        }

        return await folder.WriteAsync(output => Documents(decide).FixAsync(document, output, write, progress, cancellationToken));
    }

    /// <summary>Small JPEGs of pages as they came; of those that the document has.</summary>
    public async Task<IReadOnlyList<byte[]>> PreviewAsync(OpenedInput document, IEnumerable<int> pages, int longSide, CancellationToken cancellationToken)
    {
        var documents = Documents(new DecisionQuery());
        List<byte[]> previews = [];
        try
        {
            foreach (var page in pages)
            {
                using var alone = await gate.EnterAloneAsync(cancellationToken);
                previews.Add(await Task.Run(() => documents.Preview(document, page, longSide), cancellationToken));
            }
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // The document ends before.
            if (previews.Count == 0)
            {
                throw new UprightException(UprightError.InvalidOptions, "The document has no such page.", exception);
            }
        }

        return previews;
    }

    private DocumentUprighter Documents(DecisionQuery decide) => new(upright.With(decide.Over(PictureWork.Options(settings))))
    {
        Reader = readers.Reader,
        Admission = async cancellationToken => await gate.EnterAloneAsync(cancellationToken),
    };
}
