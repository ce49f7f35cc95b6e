using System.Net.Http.Headers;
using System.Net.Mime;
using Upright.Server.Description;

namespace Upright.Server.Pictures;

/// <summary><c>POST /v1/previews</c>: small pictures of a picture, or of the pages of a document, to be looked at.</summary>
internal static class PreviewEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapPicture("previews", PreviewAsync, writes: false, typeof(PreviewQuery))
        .AnswersPreviews()
        .WithSummary("Small JPEGs of a picture, or of pages of a document, as they came")
        .WithDescription("For people to look at: what browsers cannot show (TIFF), and pages of a PDF, drawn by their pictures or as a sketch of how their lines run. The answer is a form whose parts are called `preview`, in the order of the pages.");

    private static async Task<IResult> PreviewAsync(
        HttpRequest request,
        [AsParameters] PreviewQuery query,
        PictureWork work,
        DocumentWork documents,
        Reception reception,
        CancellationToken cancellationToken)
    {
        var (pages, longSide) = query.Checked();
        using var received = await reception.ReceiveAsync(request, new DecisionQuery(), cancellationToken);
        var previews = received.Input.Document is null
            ? [await work.PreviewAsync(received.Input, longSide, cancellationToken)]
            : await documents.PreviewAsync(received.Input, pages, longSide, cancellationToken);
        using var form = new MultipartFormDataContent();
        foreach (var preview in previews)
        {
            var part = new ByteArrayContent(preview);
            part.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Image.Jpeg);
            form.Add(part, "preview", "preview.jpg");
        }

        return TypedResults.Bytes(await form.ReadAsByteArrayAsync(cancellationToken), form.Headers.ContentType!.ToString());
    }
}
