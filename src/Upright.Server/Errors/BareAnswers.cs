using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Net.Http.Headers;

namespace Upright.Server.Errors;

/// <summary>What the framework refuses without a word becomes a problem: unknown addresses, wrong methods, parts that a file does not have, other names of this machine.</summary>
internal sealed class BareAnswers : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseTraceIds();
        app.UseStatusCodePages(async answer =>
        {
            if (Refused(answer.HttpContext.Response.StatusCode) is { } refusal)
            {
                await Problems.Of(refusal).ExecuteAsync(answer.HttpContext);
            }
        });
        app.Use(async (context, inner) =>
        {
            await inner(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status416RangeNotSatisfiable })
            {
                // It is said to be an empty file, and would be left so.
                (context.Response.ContentLength, context.Response.ContentType) = (null, null);
                context.Response.Headers.Remove(HeaderNames.ContentDisposition);
            }
        });
        next(app);
    };

    /// <summary>Before all others: the check of names comes before what the service is made of.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, BareAnswers>());
        services.Configure<HostFilteringOptions>(names => names.IncludeFailureMessage = false);
    }

    private static Refusal? Refused(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Refusal.UnknownHost,
        StatusCodes.Status404NotFound => Refusal.UnknownAddress,
        StatusCodes.Status405MethodNotAllowed => Refusal.WrongMethod,
        StatusCodes.Status416RangeNotSatisfiable => Refusal.RangeNotSatisfiable,
        _ => null,
    };
}
