using Microsoft.AspNetCore.Http.HttpResults;
using Upright.Server.Description;
using Upright.Pages;

namespace Upright.Server.Pictures;

/// <summary><c>POST /v1/estimate</c>: by how much a picture must be turned.</summary>
internal static class EstimateEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapPicture("estimate", EstimateAsync, writes: false, typeof(DecisionQuery))
        .AnswersAnEstimate()
        .WithSummary("Says by how many degrees a picture must be turned clockwise to stand upright")
        .WithDescription("The angle is there whatever the decision is. The fields are those of the tool's metadata file. A document (PDF, TIFF of several pages) is answered page by page.");

    private static async Task<Results<Ok<ReportDocument>, Ok<DocumentFields>>> EstimateAsync(
        HttpRequest request,
        [AsParameters] DecisionQuery decide,
        PictureWork work,
        DocumentWork documents,
        Reception reception,
        CancellationToken cancellationToken)
    {
        using var received = await reception.ReceiveAsync(request, decide, cancellationToken);
        if (received.Input.Document is { } format)
        {
            return TypedResults.Ok(DocumentFields.Of(format, await documents.EstimateAsync(received.Input, decide, cancellationToken)));
        }

        var estimate = await work.EstimateAsync(received.Input, decide, cancellationToken);
        return TypedResults.Ok(ReportDocument.Of(estimate).With(decide.Views == true ? estimate : null));
    }
}
