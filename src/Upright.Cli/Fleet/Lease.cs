using NATS.Client.JetStream;

namespace Upright.Cli.Fleet;

/// <summary>Keeps an item with this worker: says now and then that it is being worked on.</summary>
internal sealed class Lease : IAsyncDisposable
{
    private readonly CancellationTokenSource over = new();
    private readonly Task keeping;

    /// <summary>Begins to keep.</summary>
    /// <param name="message">The item's message.</param>
    /// <param name="length">After how long a silence the server gives it to another.</param>
    public Lease(INatsJSMsg<byte[]> message, TimeSpan length) => keeping = KeepAsync(message, length / 3, over.Token);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await keeping;
        over.Dispose();
    }

    private static async Task KeepAsync(INatsJSMsg<byte[]> message, TimeSpan period, CancellationToken over)
    {
        using PeriodicTimer timer = new(period);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                try
                {
                    await message.AckProgressAsync(cancellationToken: over);
                }
                catch (Exception exception) when (Persistence.IsPassing(exception))
                {
                    // The next tick says it again. If the lease runs out meanwhile, another worker does the same, which is harmless.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }
}
