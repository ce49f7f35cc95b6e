using NATS.Client.JetStream;

namespace Upright.Cli.Fleet;

/// <summary>Takes a job's items, several at a time, until it is told to stop or nothing is left.</summary>
/// <param name="job">The job.</param>
/// <param name="delivery">Handles an item.</param>
/// <param name="jobs">How many it holds at a time; none waits here for its turn.</param>
/// <param name="endsWhenDone">Whether it stops when the job has no item left.</param>
internal sealed class Worker(Job job, Delivery delivery, int jobs, bool endsWhenDone)
{
    private static readonly TimeSpan OneAsk = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterAFailure = TimeSpan.FromMilliseconds(500);

    /// <summary>Works, until the job is gone, or as told.</summary>
    /// <param name="stop">Takes nothing more; what is held is finished.</param>
    /// <param name="leave">Returns what is held.</param>
    public async Task WorkAsync(CancellationToken stop, CancellationToken leave)
    {
        var consumer = await job.WorkersAsync(stop);
        // What ends one ends all: the job is done or gone, or something nobody thought of is to be told.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(_ => Task.Run(TakeUntilOverAsync, CancellationToken.None)));

        async Task TakeUntilOverAsync()
        {
            try
            {
                await TakeAsync(consumer, over.Token, leave);
            }
            finally
            {
                await over.CancelAsync();
            }
        }
    }

    private async Task TakeAsync(INatsJSConsumer consumer, CancellationToken stop, CancellationToken leave)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // Not stopped in its course, since an item may be on its way.
                if (await consumer.NextAsync<byte[]>(opts: new NatsJSNextOpts { Expires = OneAsk }, cancellationToken: leave) is { } message)
                {
                    await delivery.HandleAsync(message, leave);
                }
                else if (endsWhenDone && await IsDoneAsync(stop))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (Persistence.IsPassing(exception) || exception is NatsJSException or OperationCanceledException)
            {
                if (await IsOverAsync(stop))
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> IsOverAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(AfterAFailure, stop);
            return await job.IsGoneAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private async Task<bool> IsDoneAsync(CancellationToken cancellationToken)
    {
        var now = await job.WorkersAsync(cancellationToken);
        return now.Info is { NumPending: 0, NumAckPending: 0 };
    }
}
