using Upright.Server.Errors;

namespace Upright.Server.Access;

/// <summary>
/// A service on the own machine can be reached by every page that its user visits. Browsers say when a request comes from a
/// page of another site.
/// </summary>
internal static class OtherSites
{
    public static RouteGroupBuilder RefuseOtherSites(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
        context.HttpContext.Request.Headers["Sec-Fetch-Site"] == "cross-site" ? Problems.Of(Refusal.OtherSite) : await next(context));
}
