using System.Threading.RateLimiting;

namespace Upright.Server.Limits;

/// <summary>
/// How many requests a caller may make a minute, and what every answer says of it: <c>RateLimit-Policy</c> and <c>RateLimit</c>
/// (IETF, draft-ietf-httpapi-ratelimit-headers).
/// </summary>
internal sealed class CallerQuota(ServerSettings settings)
{
    public const string PolicyHeader = "RateLimit-Policy";

    public const string Header = "RateLimit";

    private const int WindowSeconds = 60;

    private const string Policy = "\"caller\"";

    /// <summary>Counts the requests for pictures and jobs, by caller.</summary>
    public PartitionedRateLimiter<HttpContext> Limiter { get; } = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        IsCounted(settings, context)
            ? RateLimitPartition.GetFixedWindowLimiter(Callers.Of(context), _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = settings.RequestsPerMinute,
                Window = TimeSpan.FromSeconds(WindowSeconds),
            })
            : RateLimitPartition.GetNoLimiter(""));

    /// <summary>Says in a refusal that nothing is left, and for how long.</summary>
    public static void TellOfNone(HttpContext context, int seconds) => context.Response.Headers[Header] = $"{Policy};r=0;t={seconds}";

    /// <summary>Says in the answer how much is left.</summary>
    public void Tell(HttpContext context)
    {
        if (!IsCounted(settings, context))
        {
            return;
        }

        var headers = context.Response.Headers;
        headers[PolicyHeader] = $"{Policy};q={settings.RequestsPerMinute};w={WindowSeconds}";
        // When the minute ends is known where it is over alone; the parameter t may be left out.
        headers.TryAdd(Header, $"{Policy};r={Limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0}");
    }

    private static bool IsCounted(ServerSettings settings, HttpContext context) =>
        settings.RequestsPerMinute > 0 && context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal);
}
