using Upright.Server.Description;

namespace Upright.Server.Pictures;

/// <summary><c>POST /v1/fix</c>: the upright picture.</summary>
internal static class FixEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapPicture("fix", FixAsync, writes: true, typeof(DecisionQuery), typeof(WritingQuery))
        .AnswersAPicture()
        .WithSummary("Answers the upright picture, or the document with its pages upright")
        .WithDescription(
            "What is upright already, or not sure, comes back byte for byte. With `Accept: multipart/form-data` the answer is a form of two parts: `metadata`, the fields of an estimate with `rotation_method`, `turned_by` (the turn that was carried out) and `output_size`, and `picture`. A document (PDF, TIFF of several pages) keeps its format; its form has `metadata` with all `pages`, and `document`.");

    private static async Task<IResult> FixAsync(
        HttpRequest request,
        [AsParameters] DecisionQuery decide,
        [AsParameters] WritingQuery write,
        PictureWork work,
        DocumentWork documents,
        Reception reception,
        CancellationToken cancellationToken)
    {
        var options = write.ToOptions();
        using var received = await reception.ReceiveAsync(request, decide, cancellationToken);
        if (received.Input.Document is not null)
        {
            var (pages, document) = await documents.FixAsync(received.Input, decide, options, progress: null, cancellationToken);
            return new FixedDocument(pages, document, received.GivenName);
        }

        var (report, result) = await work.FixAsync(received.Input, decide, options, cancellationToken);
        return new FixedPicture(report, result, received.GivenName, decide.Views == true);
    }
}
