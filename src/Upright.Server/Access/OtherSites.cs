using Upright.Server.Errors;

namespace Upright.Server.Access;

/// <summary>
/// A service on the own machine can be reached by every page that its user visits. Browsers say when a request comes from a
/// page of another site.
/// </summary>
internal static class OtherSites
{
    public static RouteGroupBuilder RefuseOtherSites(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
        IsOther(context.HttpContext.Request) ? Problems.Of(Refusal.OtherSite) : await next(context));

    // A neighbour under the same domain is another site too. Browsers that do not say so still name the origin; behind a proxy its host may differ.
    private static bool IsOther(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)),
        "same-origin" or "none" => false,
        _ => true,
    };
}
