using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Upright.Server.Jobs;

/// <summary>A job as a stream of events: its state whenever that changes, and a last word when the service stops before it is done.</summary>
internal static class JobEvents
{
    private const string Progress = "progress";
    private const string Stopping = "stopping";

    /// <param name="job">The job.</param>
    /// <param name="stopping">The service stops.</param>
    /// <param name="end">It stops, or the caller is gone.</param>
    public static async IAsyncEnumerable<SseItem<JobStatus>> Of(Job job, CancellationToken stopping, [EnumeratorCancellation] CancellationToken end)
    {
        await using var states = job.FollowAsync(end).GetAsyncEnumerator(CancellationToken.None);
        while (await HasNextAsync(states, stopping))
        {
            yield return new SseItem<JobStatus>(states.Current, Progress);
        }

        if (stopping.IsCancellationRequested)
        {
            yield return new SseItem<JobStatus>(job.Status, Stopping);
        }
    }

    private static async ValueTask<bool> HasNextAsync(IAsyncEnumerator<JobStatus> states, CancellationToken stopping)
    {
        try
        {
            return await states.MoveNextAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
