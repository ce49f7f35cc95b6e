using Upright.Server.Description;
using Upright.Pages;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary><c>POST /v1/fix</c>: the upright picture.</summary>
internal static class FixEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("/fix", FixAsync)
        .WithNoOptionsBut(typeof(DecisionQuery), typeof(WritingQuery))
        .WithPictureLimits()
        .TakesAPicture(writes: true)
        .AnswersAPicture()
        .WithTags("Pictures")
        .WithName("fix")
        .WithSummary("Answers the upright picture, or the document with its pages upright")
        .WithDescription(
            "What is upright already, or not sure, comes back byte for byte. With `Accept: multipart/form-data` the answer is a form of two parts: `metadata`, the fields of an estimate with `rotation_method`, `turned_by` (the turn that was carried out) and `output_size`, and `picture`. A document (PDF, TIFF of several pages) keeps its format; its form has `metadata` with all `pages`, and `document`.");

    private static async Task<IResult> FixAsync(
        HttpRequest request,
        [AsParameters] DecisionQuery decide,
        [AsParameters] WritingQuery write,
        PictureWork work,
        DocumentWork documents,
        TemporaryFolder folder,
        WorkPlaces places,
        ServerSettings settings,
        CancellationToken cancellationToken)
    {
        var options = write.ToOptions();
        using var picture = await Upload.ReceiveAsync(request, folder, settings.MaxFileSize, cancellationToken);
        using var place = places.Enter(request.HttpContext);
        if (DocumentFormats.Identify(picture.Path) is not null)
        {
            var (pages, document) = await documents.FixAsync(picture, decide, options, progress: null, cancellationToken);
            return new FixedDocument(pages, document, picture.GivenName);
        }

        var (report, result) = await work.FixAsync(picture, decide, options, cancellationToken);
        return new FixedPicture(report, result, picture.GivenName, decide.Looks == true);
    }
}
