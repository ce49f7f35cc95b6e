using System.Text.Json;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.ObjectStore;

namespace Upright.Cli.Fleet;

/// <summary>A job as it lies on the servers: its settings, its items and their outcomes.</summary>
internal sealed class Job
{
    private const int WrongLastSequence = 10071;
    private const int NoMessageFound = 10037;
    private const int NotFound = 404;

    private readonly FleetConnection connection;
    private readonly Persistence persistence;

    private Job(FleetConnection connection, JobNames names, JobSettings settings, DateTimeOffset begun, Persistence persistence) =>
        (this.connection, Names, Settings, Begun, this.persistence) = (connection, names, settings, begun, persistence);

    public JobNames Names { get; }

    public JobSettings Settings { get; }

    /// <summary>When the job was begun: another job of the same name has another time.</summary>
    public DateTimeOffset Begun { get; }

    /// <summary>Looks for a job.</summary>
    /// <returns>Null when there is none, or it is not all there yet.</returns>
    public static async Task<Job?> FindAsync(FleetConnection connection, JobNames names, Persistence persistence, CancellationToken cancellationToken)
    {
        var stream = await persistence.DoAsync(stop => StreamAsync(connection, names.Items, stop), cancellationToken);
        var settings = stream is null ? null : await persistence.DoAsync(stop => MessageAsync(stream, new StreamMsgGetRequest { LastBySubj = names.Settings }, stop), cancellationToken);
        return settings is { } json
            ? new Job(connection, names, JsonSerializer.Deserialize(json.Span, FleetJson.Default.JobSettings)!, stream!.Info.Created, persistence)
            : null;
    }

    /// <summary>Looks for a job that must be there.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.UnknownJob"/></exception>
    public static async Task<Job> OpenAsync(FleetConnection connection, JobNames names, Persistence persistence, CancellationToken cancellationToken) =>
        await FindAsync(connection, names, persistence, cancellationToken) ?? throw new UprightException(UprightError.UnknownJob, $"No '{names.Job}' is on these servers.");

    /// <summary>Whether the job was removed, or removed and begun anew.</summary>
    public async Task<bool> IsGoneAsync(CancellationToken cancellationToken) =>
        await FindAsync(connection, Names, persistence, cancellationToken) is not { } now || now.Begun != Begun;

    /// <summary>A stream; null when there is none.</summary>
    public static async ValueTask<INatsJSStream?> StreamAsync(FleetConnection connection, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.JetStream.GetStreamAsync(name, cancellationToken: cancellationToken);
        }
        catch (NatsJSApiException answer) when (answer.Error.Code == NotFound)
        {
            return null;
        }
    }

    /// <summary>Writes a message to a subject that has none yet, however long ago another was written.</summary>
    /// <returns>Whether it is new.</returns>
    public static async ValueTask<bool> PublishOnceAsync(
        INatsJSContext jetStream, string subject, string messageId, byte[] body, NatsHeaders? headers, CancellationToken cancellationToken)
    {
        // The id tells apart what was sent twice within the server's window; the expectation holds for ever.
        NatsJSPubOpts once = new() { MsgId = messageId, ExpectedLastSubjectSequence = 0 };
        var answer = await jetStream.PublishAsync(subject, body, opts: once, headers: headers, cancellationToken: cancellationToken);
        if (answer.Duplicate || answer.Error is { ErrCode: WrongLastSequence })
        {
            return false;
        }

        answer.EnsureSuccess();
        return true;
    }

    /// <summary>Whether the item was put already.</summary>
    public Task<bool> HasItemAsync(string id, CancellationToken cancellationToken) => HasAsync(Names.Items, new StreamMsgGetRequest { LastBySubj = Names.Item(id) }, cancellationToken);

    /// <summary>Whether somebody has done the item.</summary>
    public Task<bool> HasOutcomeAsync(string id, CancellationToken cancellationToken) => HasAsync(Names.Outcomes, new StreamMsgGetRequest { LastBySubj = Names.Outcome(id) }, cancellationToken);

    /// <summary>Puts an item.</summary>
    /// <returns>Whether it is new.</returns>
    public Task<bool> PutAsync(WorkItem item, CancellationToken cancellationToken) =>
        OnceAsync(Names.Item(item.Id), item.Id, JsonSerializer.SerializeToUtf8Bytes(item, FleetJson.Default.WorkItem), null, cancellationToken);

    /// <summary>Puts an item again that was moved aside.</summary>
    public async Task PutAgainAsync(WorkItem item, CancellationToken cancellationToken)
    {
        // In this order, so that the item stays among the failures until it is back among the items.
        await PurgeAsync(Names.Outcomes, Names.Outcome(item.Id), cancellationToken);
        await PurgeAsync(Names.Items, Names.Item(item.Id), cancellationToken);
        var body = JsonSerializer.SerializeToUtf8Bytes(item, FleetJson.Default.WorkItem);
        await OnceAsync(Names.Item(item.Id), $"{item.Id}.{Guid.NewGuid():N}", body, null, cancellationToken);
        await PurgeAsync(Names.Failures, Names.Failure(item.Id), cancellationToken);
    }

    /// <summary>Writes what became of an item; only the first one counts. A failure is also moved aside.</summary>
    public async Task ReportAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        // Ids are new each time: an item that is tried again has a second outcome after its first was purged.
        var id = outcome.Item.Id;
        var kind = Outcome.KindOf(outcome.Line);
        var body = JsonSerializer.SerializeToUtf8Bytes(outcome, FleetJson.Default.Outcome);
        NatsHeaders headers = new() { [Outcome.Header] = kind };
        if (kind == Outcome.Failed)
        {
            await OnceAsync(Names.Failure(id), $"{id}.{Guid.NewGuid():N}", body, headers, cancellationToken);
        }

        await OnceAsync(Names.Outcome(id), $"{id}.{Guid.NewGuid():N}", body, headers, cancellationToken);
    }

    /// <summary>The consumer that all workers share, as it is now.</summary>
    public Task<INatsJSConsumer> WorkersAsync(CancellationToken cancellationToken) =>
        persistence.DoAsync(stop => connection.JetStream.GetConsumerAsync(Names.Items, JobNames.Workers, stop), cancellationToken);

    /// <summary>Whether there is an outcome after a sequence.</summary>
    public Task<bool> HasOutcomeAfterAsync(ulong sequence, CancellationToken cancellationToken) =>
        HasAsync(Names.Outcomes, new StreamMsgGetRequest { Seq = sequence + 1, NextBySubj = Names.Outcome("*") }, cancellationToken);

    /// <summary>Reads a stream in order, from a sequence on.</summary>
    public Task<INatsJSConsumer> ReaderAsync(string stream, ulong from, bool headersOnly, CancellationToken cancellationToken) => persistence.DoAsync(
        stop => connection.JetStream.CreateOrderedConsumerAsync(
            stream,
            new NatsJSOrderedConsumerOpts { DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence, OptStartSeq = from, HeadersOnly = headersOnly },
            stop),
        cancellationToken);

    /// <summary>A bucket of the object store.</summary>
    public Task<INatsObjStore> BucketAsync(string name, CancellationToken cancellationToken) =>
        persistence.DoAsync(stop => connection.ObjectStores.GetObjectStoreAsync(name, stop), cancellationToken);

    private static async ValueTask<ReadOnlyMemory<byte>?> MessageAsync(INatsJSStream stream, StreamMsgGetRequest which, CancellationToken cancellationToken)
    {
        try
        {
            return (await stream.GetAsync(which, cancellationToken)).Message.Data;
        }
        catch (NatsJSApiException answer) when (answer.Error.ErrCode == NoMessageFound)
        {
            return null;
        }
    }

    private Task<bool> HasAsync(string stream, StreamMsgGetRequest which, CancellationToken cancellationToken) => persistence.DoAsync(
        async stop => await StreamAsync(connection, stream, stop) is { } found && await MessageAsync(found, which, stop) is not null,
        cancellationToken);

    private Task<bool> OnceAsync(string subject, string messageId, byte[] body, NatsHeaders? headers, CancellationToken cancellationToken) =>
        persistence.DoAsync(stop => PublishOnceAsync(connection.JetStream, subject, messageId, body, headers, stop), cancellationToken);

    private async Task PurgeAsync(string stream, string subject, CancellationToken cancellationToken) => await persistence.DoAsync(
        stop => connection.JetStream.PurgeStreamAsync(stream, new StreamPurgeRequest { Filter = subject }, stop), cancellationToken);
}
