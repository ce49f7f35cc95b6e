using Microsoft.AspNetCore.Http.HttpResults;
using Upright.Server.Description;
using Upright.Pages;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary><c>POST /v1/estimate</c>: by how much a picture must be turned.</summary>
internal static class EstimateEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("/estimate", EstimateAsync)
        .WithNoOptionsBut(typeof(DecisionQuery))
        .WithPictureLimits()
        .TakesAPicture()
        .AnswersAnEstimate()
        .WithTags("Pictures")
        .WithName("estimate")
        .WithSummary("Says by how many degrees a picture must be turned clockwise to stand upright")
        .WithDescription("The angle is there whatever the decision is. The fields are those of the tool's metadata file. A document (PDF, TIFF of several pages) is answered page by page.");

    private static async Task<Results<Ok<ReportDocument>, Ok<DocumentFields>>> EstimateAsync(
        HttpRequest request,
        [AsParameters] DecisionQuery decide,
        PictureWork work,
        DocumentWork documents,
        TemporaryFolder folder,
        WorkPlaces places,
        ServerSettings settings,
        CancellationToken cancellationToken)
    {
        using var picture = await Upload.ReceiveAsync(request, folder, settings.MaxFileSize, cancellationToken);
        using var place = places.Enter(request.HttpContext);
        if (DocumentFormats.Identify(picture.Path) is { } format)
        {
            return TypedResults.Ok(DocumentFields.Of(format, await documents.EstimateAsync(picture, decide, cancellationToken)));
        }

        var estimate = await work.EstimateAsync(picture, decide, cancellationToken);
        return TypedResults.Ok(ReportDocument.Of(estimate).With(decide.Looks == true ? estimate : null));
    }
}
