namespace Upright.Server.Jobs;

/// <summary>Forgets jobs whose time is over, and all of them when the service stops: their results could not be fetched any more.</summary>
internal sealed class JobExpiry(JobStore store, ServerSettings settings, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.JobExpiry < Longest ? settings.JobExpiry : Longest, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                store.Expire();
            }
        }
        catch (OperationCanceledException)
        {
            store.Dispose();
        }
    }
}
