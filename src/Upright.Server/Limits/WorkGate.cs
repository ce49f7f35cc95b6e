using System.Threading.RateLimiting;

namespace Upright.Server.Limits;

/// <summary>
/// How much is decoded at a time, counted in pixels: memory is what runs out first, and it follows them. Who comes first is
/// served first; how many may wait here is bounded by whoever lets them in.
/// </summary>
internal sealed class WorkGate : IDisposable
{
    private const int PixelsPerPermit = 1_000_000;
    private const long BytesWorthCollecting = 32 << 20;
    private readonly ConcurrencyLimiter limiter;
    private readonly int all;
    private readonly int least;

    public WorkGate(ServerSettings settings)
    {
        all = (int)(settings.PixelsAtOnce / PixelsPerPermit);

        // So much even for a small picture that no more than the set number are worked on at a time.
        all = Math.Max(all, settings.Concurrency);
        least = all / settings.Concurrency;
        limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = all,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Waits for its turn.</summary>
    /// <param name="size">The picture that will be decoded.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>To be disposed when the work is done.</returns>
    public ValueTask<RateLimitLease> EnterAsync(PictureSize size, CancellationToken cancellationToken)
    {
        var needed = (size.Pixels + PixelsPerPermit - 1) / PixelsPerPermit;
        return EnterAsync((int)Math.Clamp(needed, least, all), cancellationToken);
    }

    /// <summary>Waits until nothing is worked on any more.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>To be disposed when others may enter again.</returns>
    public ValueTask<RateLimitLease> EnterAloneAsync(CancellationToken cancellationToken) => EnterAsync(all, cancellationToken);

    public void Dispose() => limiter.Dispose();

    private async ValueTask<RateLimitLease> EnterAsync(int permits, CancellationToken cancellationToken)
    {
        var lease = await limiter.AcquireAsync(permits, cancellationToken);
        if (permits > all / 2 && GC.GetTotalMemory(forceFullCollection: false) > BytesWorthCollecting)
        {
            // What others left as garbage would lie beside what the decoder is about to ask the system for.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return lease;
    }
}
