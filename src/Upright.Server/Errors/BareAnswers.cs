using Microsoft.AspNetCore.HostFiltering;

namespace Upright.Server.Errors;

/// <summary>What the framework refuses without a word becomes a problem: unknown addresses, wrong methods, other names of this machine.</summary>
internal sealed class BareAnswers : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseStatusCodePages(async answer =>
        {
            if (Refused(answer.HttpContext.Response.StatusCode) is { } refusal)
            {
                await Problems.Of(refusal).ExecuteAsync(answer.HttpContext);
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
        _ => null,
    };
}
