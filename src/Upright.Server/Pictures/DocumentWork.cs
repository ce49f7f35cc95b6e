using Upright.Pages;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary>
/// Estimates and fixes documents of pages, PDF and TIFF, that lie in temporary files. How large the pictures of a page are
/// is not known before it is read, so each page is worked on alone; between two of them it is the turn of others.
/// </summary>
internal sealed class DocumentWork(Uprighter upright, WorkGate gate, TemporaryFolder folder, ServerSettings settings)
{
    /// <summary>Finds the angles of all pages.</summary>
    public async Task<IReadOnlyList<PageEstimate>> EstimateAsync(TemporaryFile document, DecisionQuery decide, CancellationToken cancellationToken)
    {
        List<PageEstimate> pages = [];
        await foreach (var page in Documents(decide).EstimateAsync(document.Path, cancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    /// <summary>Writes the document with its pages upright to another temporary file.</summary>
    public async Task<(DocumentReport Report, TemporaryFile Document)> FixAsync(
        TemporaryFile document, DecisionQuery decide, FixOptions write, IProgress<PageEstimate>? progress, CancellationToken cancellationToken)
    {
        if (write.Turn is not null)
        {
            throw new UprightException(UprightError.InvalidOptions, "turn is for a picture: each page of a document is turned by its own answer.");
        }

        return await folder.WriteAsync(output => Documents(decide).FixAsync(document.Path, output, write, progress, cancellationToken));
    }

    private DocumentUprighter Documents(DecisionQuery decide) => new(upright.With(decide.Over(PictureWork.Options(settings))))
    {
        Admission = async cancellationToken => await gate.EnterAloneAsync(cancellationToken),
    };
}
