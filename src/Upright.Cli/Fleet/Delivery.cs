using System.Text.Json;
using NATS.Client.JetStream;

namespace Upright.Cli.Fleet;

/// <summary>Handles items as they are delivered: does them, reports them, and only then acknowledges them.</summary>
/// <param name="job">The job.</param>
/// <param name="attempt">Does an item.</param>
/// <param name="forgetAsync">Called when an item is done and reported: its picture is not needed any more.</param>
/// <param name="worker">This worker's name.</param>
/// <param name="told">Told of what becomes of each picture; may be called from several threads at a time.</param>
internal sealed class Delivery(
    Job job, Attempt attempt, Func<WorkItem, CancellationToken, Task> forgetAsync, string worker, Action<PictureResult, string?> told)
{
    /// <summary>Handles one.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="cancellationToken">Returns the item to the job, for another worker.</param>
    public async Task HandleAsync(INatsJSMsg<byte[]> message, CancellationToken cancellationToken)
    {
        await using Lease lease = new(message, job.Settings.Lease);
        try
        {
            if (ItemOf(message) is not { } item)
            {
                var stranger = new WorkItem(message.Subject, message.Subject, "", 0, default, message.Subject, null);
                await FinishAsync(message, stranger, new PictureResult(message.Subject, Failure: new UprightException(UprightError.GaveUp, "The message is no item.")), 1, cancellationToken);
                return;
            }

            var attempts = (int)message.Metadata!.Value.NumDelivered;
            // A worker may have died between its report and its acknowledgement.
            if (attempts > 1 && await job.HasOutcomeAsync(item.Id, cancellationToken))
            {
                await message.AckAsync(cancellationToken: cancellationToken);
                return;
            }

            var (result, isWorthAnother) = attempts > job.Settings.Attempts
                ? (Lost(item, attempts - 1), false)
                : await attempt.MakeAsync(item, cancellationToken);
            if (isWorthAnother && attempts < job.Settings.Attempts)
            {
                var wait = job.Settings.BackoffAfter(attempts);
                told(result, Words.Of($"attempt {attempts} of {job.Settings.Attempts}, again in {wait.TotalSeconds:0.#} s"));
                await message.NakAsync(new AckOpts { NakDelay = wait }, cancellationToken);
                return;
            }

            await FinishAsync(message, item, result, attempts, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await message.NakAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception exception) when (Persistence.IsPassing(exception))
        {
            // It comes again when its lease is over, and then its outcome is found.
        }
    }

    private static WorkItem? ItemOf(INatsJSMsg<byte[]> message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Data, FleetJson.Default.WorkItem);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task FinishAsync(INatsJSMsg<byte[]> message, WorkItem item, PictureResult result, int attempts, CancellationToken cancellationToken)
    {
        await job.ReportAsync(new Outcome(item, ResultDocument.Of(result), worker, attempts), cancellationToken);
        told(result, result.Failure is null ? null : Words.Of("moved aside"));
        if (result.Failure is null)
        {
            await forgetAsync(item, cancellationToken);
        }

        await message.AckAsync(new AckOpts { DoubleAck = true }, cancellationToken);
    }

    private static PictureResult Lost(WorkItem item, int times) =>
        new(item.File, Failure: new UprightException(UprightError.GaveUp, $"{times} workers that took it ended or fell silent."));
}
