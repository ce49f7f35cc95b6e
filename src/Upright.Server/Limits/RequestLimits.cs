using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Upright.Server.Errors;

namespace Upright.Server.Limits;

/// <summary>How many requests are let in, from whom, and for how long.</summary>
internal static class RequestLimits
{
    /// <summary>The policies of requests that bring pictures.</summary>
    public const string Pictures = "pictures";

    /// <summary>The deadline of requests that bring many pictures.</summary>
    private const string Jobs = "jobs";

    // Beside the slowest rate, so that a connection over the air may pause.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // As long as a picture takes, about: by then somebody has been served.
    private const int RetrySeconds = 1;

    public static IServiceCollection AddRequestLimits(this IServiceCollection services, ServerSettings settings)
    {
        services.AddRequestTimeouts(options => options.AddPolicy(Pictures, Until(settings.Deadline)).AddPolicy(Jobs, Until(settings.UploadDeadline)));
        var quota = new CallerQuota(settings);
        services.AddSingleton<WorkPlaces>().AddSingleton(quota);
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(settings.SlowestUpload, Pause));
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(quota.Limiter, AllUploads(settings));

            // Uploads lie on the disk from their first byte: they count from there. They take no place of work.
            options.AddPolicy(Pictures, context => RateLimitPartition.GetConcurrencyLimiter(
                Callers.Of(context), _ => new ConcurrencyLimiterOptions { PermitLimit = WorkPlaces.ShareOf(settings.Uploads), QueueLimit = 0 }));
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

    /// <summary>Applies the limits to an endpoint that takes many pictures: they may be long on their way, so it has a deadline of its own.</summary>
    public static RouteHandlerBuilder WithJobLimits(this RouteHandlerBuilder endpoint)
    {
        endpoint.RequireRateLimiting(Pictures);
        endpoint.WithRequestTimeout(Jobs);
        return endpoint;
    }

    private static RequestTimeoutPolicy Until(TimeSpan deadline) => new()
    {
        Timeout = deadline,
        TimeoutStatusCode = Refusal.DeadlinePassed.HttpStatus,
        WriteTimeoutResponse = context => Problems.Of(Refusal.DeadlinePassed, $"The deadline is {deadline.TotalSeconds:0.#} seconds.").ExecuteAsync(context),
    };

    private static PartitionedRateLimiter<HttpContext> AllUploads(ServerSettings settings) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetConcurrencyLimiter(Pictures, _ => new ConcurrencyLimiterOptions { PermitLimit = settings.Uploads, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(""));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var isCaller = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        var seconds = isCaller ? (int)Math.Ceiling(wait.TotalSeconds) : RetrySeconds;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (isCaller)
        {
            CallerQuota.TellOfNone(rejected.HttpContext, seconds);
        }

        await Problems.Of(isCaller ? Refusal.TooManyRequests : Refusal.TooBusy, $"Try again in {seconds} s.").ExecuteAsync(rejected.HttpContext);
    }
}
