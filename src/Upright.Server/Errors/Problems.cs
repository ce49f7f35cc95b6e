using Microsoft.AspNetCore.Http.HttpResults;

namespace Upright.Server.Errors;

/// <summary>How refusals leave: problem+json (RFC 9457), whose type is a heading of <c>docs/errors.md</c>, which the service has too.</summary>
internal static class Problems
{
    /// <summary>For an entry of the catalogue.</summary>
    /// <param name="exception">What the library threw.</param>
    public static ProblemHttpResult Of(UprightException exception) =>
        // What went wrong on this side of the service may name files and folders: that is for the log. The catalogue's advice
        // speaks of the tool's options; the page that the type leads to speaks of the service's too.
        Of(exception.Error.Code, exception.Error.HttpStatus, exception.Error.Summary, exception.Error.HttpStatus < 500 ? exception.Detail : null);

    public static ProblemHttpResult Of(Refusal refusal, string? detail = null) => Of(refusal.Code, refusal.HttpStatus, refusal.Summary, detail);

    private static ProblemHttpResult Of(string code, int status, string title, string? detail) => TypedResults.Problem(
        detail, statusCode: status, title: title, type: $"/docs/errors.md#{code}", extensions: new Dictionary<string, object?> { ["code"] = code, ["trace_id"] = TraceIds.Current });
}
