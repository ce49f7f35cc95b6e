using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Upright.Server.Pictures;

/// <summary>An option that is not known is an error: a mistyped one would otherwise be passed over without a word.</summary>
internal static class KnownOptions
{
    /// <summary>Refuses requests whose query has other names than these records.</summary>
    public static RouteHandlerBuilder WithNoOptionsBut(this RouteHandlerBuilder endpoint, params Type[] queries)
    {
        var known = queries.SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        return endpoint.AddEndpointFilter(async (context, next) =>
        {
            var unknown = context.HttpContext.Request.Query.Keys.Where(name => !known.Contains(name)).ToList();
            return unknown.Count == 0
                ? await next(context)
                : throw new UprightException(UprightError.InvalidOptions, $"There is no option {string.Join(", ", unknown.Select(name => $"'{name}'"))}.");
        });
    }

    private static IEnumerable<string> Names(Type query) =>
        query.GetProperties().Select(property => property.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>();
}
