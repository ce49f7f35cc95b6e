using Upright.Server.Description;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary>What all endpoints have that take one picture.</summary>
internal static class PictureEndpoints
{
    /// <summary>Adds <c>POST /v1/NAME</c>.</summary>
    /// <param name="group">The endpoints under <c>/v1</c>.</param>
    /// <param name="name">Its address there, and its operation's name.</param>
    /// <param name="answer">Answers a request.</param>
    /// <param name="writes">Whether it writes a picture, which has errors of its own.</param>
    /// <param name="options">The records that hold its options.</param>
    public static RouteHandlerBuilder MapPicture(this RouteGroupBuilder group, string name, Delegate answer, bool writes, params Type[] options) =>
        group.MapPost($"/{name}", answer)
            .WithNoOptionsBut(options)
            .WithPictureLimits()
            .TakesAPicture(writes)
            .WithTags("Pictures")
            .WithName(name);
}
