using Upright.Server.Description;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary><c>POST /v1/fix</c>: the upright picture.</summary>
internal static class FixEndpoint
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("/fix", FixAsync)
        .WithNoOptionsBut(typeof(DecisionQuery), typeof(WritingQuery))
        .WithPictureLimits()
        .TakesAPicture()
        .AnswersAPicture()
        .WithTags("Pictures")
        .WithName("fix")
        .WithSummary("Answers the upright picture")
        .WithDescription(
            "What is upright already, or not sure, comes back byte for byte. With `Accept: multipart/form-data` the answer is a form of two parts: `metadata`, the fields of an estimate with `rotation_method` and `output_size`, and `picture`.");

    private static async Task<FixedPicture> FixAsync(
        HttpRequest request,
        [AsParameters] DecisionQuery decide,
        [AsParameters] WritingQuery write,
        PictureWork work,
        TemporaryFolder folder,
        ServerSettings settings,
        CancellationToken cancellationToken)
    {
        var options = write.ToOptions();
        using var picture = await Upload.ReceiveAsync(request, folder, settings.MaxFileSize, cancellationToken);
        var (report, result) = await work.FixAsync(picture, decide, options, cancellationToken);
        return new FixedPicture(report, result, decide.Looks == true);
    }
}
