using System.Threading.RateLimiting;

namespace Upright.Server.Access;

/// <summary>Counts wrong keys: after some in a minute an address is not listened to until the minute is over, so that nobody can try keys.</summary>
internal sealed class WrongKeys : IDisposable
{
    /// <summary>How long it takes until an address is listened to again, in seconds.</summary>
    public const int Wait = 60;

    private const int Most = 10;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = TimeSpan.FromSeconds(Wait) }));

    /// <summary>Whether an address has tried too many.</summary>
    public bool AreTooMany(string address) => limiter.GetStatistics(address) is { CurrentAvailablePermits: 0 };

    /// <summary>Counts one.</summary>
    public void Add(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
    }

    public void Dispose() => limiter.Dispose();
}
