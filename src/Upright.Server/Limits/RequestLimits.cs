using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Upright.Server.Errors;

namespace Upright.Server.Limits;

/// <summary>How many requests are let in, from whom, and for how long.</summary>
internal static class RequestLimits
{
    /// <summary>The policies of requests that bring pictures.</summary>
    public const string Pictures = "pictures";

    // As long as a picture takes, about: by then somebody has been served.
    private const int RetrySeconds = 1;

    public static IServiceCollection AddRequestLimits(this IServiceCollection services, ServerSettings settings)
    {
        services.AddRequestTimeouts(options => options.AddPolicy(Pictures, new RequestTimeoutPolicy
        {
            Timeout = settings.Deadline,
            TimeoutStatusCode = Refusal.DeadlinePassed.HttpStatus,
            WriteTimeoutResponse = context => Problems.Of(Refusal.DeadlinePassed, $"The deadline is {settings.Deadline.TotalSeconds:0.#} seconds.").ExecuteAsync(context),
        }));
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PerCaller(settings);

            // Uploads lie on the disk from their first byte: they count from there.
            options.AddPolicy(Pictures, _ => RateLimitPartition.GetConcurrencyLimiter(
                Pictures, _ => new ConcurrencyLimiterOptions { PermitLimit = settings.Concurrency + settings.Queue, QueueLimit = 0 }));
            options.OnRejected = RefuseAsync;
        });
    }

    /// <summary>Applies the limits to an endpoint that takes pictures.</summary>
    public static RouteHandlerBuilder WithPictureLimits(this RouteHandlerBuilder endpoint)
    {
        endpoint.RequireRateLimiting(Pictures);
        endpoint.WithRequestTimeout(Pictures);
        return endpoint;
    }

    /// <summary>Applies the limits to an endpoint that takes many pictures: they may be long on their way, so it has no deadline.</summary>
    public static RouteHandlerBuilder WithJobLimits(this RouteHandlerBuilder endpoint)
    {
        endpoint.RequireRateLimiting(Pictures);
        return endpoint;
    }

    private static PartitionedRateLimiter<HttpContext> PerCaller(ServerSettings settings) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            settings.RequestsPerMinute == 0 || !context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetFixedWindowLimiter(Caller(context), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = settings.RequestsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                }));

    private static string Caller(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, Name: { } name } ? $"key {name}" : $"address {context.Connection.RemoteIpAddress}";

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var isCaller = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        var seconds = isCaller ? (int)Math.Ceiling(wait.TotalSeconds) : RetrySeconds;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Problems.Of(isCaller ? Refusal.TooManyRequests : Refusal.TooBusy, $"Try again in {seconds} s.").ExecuteAsync(rejected.HttpContext);
    }
}
