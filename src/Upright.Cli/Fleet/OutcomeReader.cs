using System.Runtime.CompilerServices;
using System.Text.Json;
using NATS.Client.JetStream;

namespace Upright.Cli.Fleet;

/// <summary>Reads outcomes in the order in which they came.</summary>
internal static class OutcomeReader
{
    private const int Batch = 500;

    /// <summary>Reads what is there now.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stream">Its stream of outcomes or of failures.</param>
    /// <param name="after">The sequence of the last one that was read before.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async IAsyncEnumerable<(Outcome Outcome, ulong Sequence)> ReadAsync(
        Job job, string stream, ulong after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in MessagesAsync(job, stream, after, headersOnly: false, cancellationToken))
        {
            yield return (JsonSerializer.Deserialize(message.Data, FleetJson.Default.Outcome)!, message.Metadata!.Value.Sequence.Stream);
        }
    }

    /// <summary>Reads what the outcomes that are there now are, and when they came.</summary>
    public static async IAsyncEnumerable<(string Kind, DateTimeOffset Time)> KindsAsync(Job job, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in MessagesAsync(job, job.Names.Outcomes, 0, headersOnly: true, cancellationToken))
        {
            yield return (message.Headers![Outcome.Header].ToString(), message.Metadata!.Value.Timestamp);
        }
    }

    private static async IAsyncEnumerable<INatsJSMsg<byte[]>> MessagesAsync(
        Job job, string stream, ulong after, bool headersOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var more = true; more;)
        {
            // Whole batches, so that one that a dying server cuts off is asked for again, from where it was.
            List<INatsJSMsg<byte[]>> messages = [];
            var from = after + 1;
            more = await Persistence.OfCommand.DoAsync(
                async stop =>
                {
                    messages.Clear();
                    var reader = await job.ReaderAsync(stream, from, headersOnly, stop);
                    await foreach (var message in reader.FetchNoWaitAsync<byte[]>(new NatsJSFetchOpts { MaxMsgs = Batch }, cancellationToken: stop))
                    {
                        messages.Add(message);
                    }

                    return messages.Count > 0 && messages[^1].Metadata!.Value.NumPending > 0;
                },
                cancellationToken);
            foreach (var message in messages)
            {
                after = message.Metadata!.Value.Sequence.Stream;
                yield return message;
            }
        }
    }
}
