namespace Upright.Server.Pictures;

/// <summary>An option that is not known is an error: a mistyped one would otherwise be passed over without a word.</summary>
internal static class KnownOptions
{
    /// <summary>Refuses requests whose query has other names than these records.</summary>
    public static RouteHandlerBuilder WithNoOptionsBut(this RouteHandlerBuilder endpoint, params Type[] queries)
    {
        var options = new OptionTypes(queries);
        var known = options.Names.ToHashSet(StringComparer.Ordinal);
        return endpoint.WithMetadata(options).AddEndpointFilter(async (context, next) =>
        {
            var unknown = context.HttpContext.Request.Query.Keys.Where(name => !known.Contains(name)).ToList();
            return unknown.Count == 0
                ? await next(context)
                : throw new UprightException(UprightError.InvalidOptions, $"There is no option {string.Join(", ", unknown.Select(name => $"'{name}'"))}.");
        });
    }
}
