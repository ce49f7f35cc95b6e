using System.Text.Json;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.ObjectStore;

namespace Upright.Cli.Fleet;

/// <summary>Begins a job on the servers, or goes on with it. Doing it twice, or after half of it was done, is harmless.</summary>
/// <param name="connection">The servers.</param>
/// <param name="names">The job.</param>
/// <param name="replicas">On how many servers everything is kept; null for three where there are three, otherwise one.</param>
/// <param name="maxInFlight">How many items may be with workers at a time.</param>
internal sealed class JobCreation(FleetConnection connection, JobNames names, int? replicas, int maxInFlight)
{
    private const int Usual = 3;
    private const int NotClustered = 10074;
    private const int NoSuitablePeers = 10005;

    private readonly Persistence persistence = Persistence.OfCommand;

    /// <summary>Begins.</summary>
    /// <returns>The job, and on how many servers it is kept.</returns>
    /// <exception cref="UprightException">The job was begun with other settings, or there are not as many servers.</exception>
    public async Task<(Job Job, int Replicas)> BeginAsync(JobSettings settings, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(settings, FleetJson.Default.JobSettings);
        if (await Job.FindAsync(connection, names, persistence, cancellationToken) is null)
        {
            var copies = await persistence.DoAsync(ItemsStreamAsync, cancellationToken);
            await StreamAsync(names.Outcomes, names.Outcome("*"), copies, cancellationToken);
            await StreamAsync(names.Failures, names.Failure("*"), copies, cancellationToken);
            await WorkersAsync(settings, cancellationToken);
            await BucketAsync(settings.Pictures, names.PicturesBucket, copies, cancellationToken);
            await BucketAsync(settings.Results, names.ResultsBucket, copies, cancellationToken);
            // Last, so that a job with settings has everything else.
            await persistence.DoAsync(
                stop => Job.PublishOnceAsync(connection.JetStream, names.Settings, "settings", json, null, stop), cancellationToken);
        }

        var job = await Job.OpenAsync(connection, names, persistence, cancellationToken);
        return json.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(job.Settings, FleetJson.Default.JobSettings))
            ? (job, await persistence.DoAsync(ItemsStreamAsync, cancellationToken))
            : throw new UprightException(UprightError.InvalidOptions, $"The job '{names.Job}' was begun with other options, another model or another version; give this one another --job.");
    }

    private async ValueTask<int> ItemsStreamAsync(CancellationToken cancellationToken)
    {
        if (await Job.StreamAsync(connection, names.Items, cancellationToken) is { Info.Config.NumReplicas: var kept })
        {
            return replicas is null || replicas == kept
                ? kept
                : throw new UprightException(UprightError.InvalidOptions, $"--replicas: the job '{names.Job}' is kept {kept} times.");
        }

        try
        {
            return await CreateAsync(replicas ?? Usual);
        }
        catch (NatsJSApiException answer) when (answer.Error.ErrCode is NotClustered or NoSuitablePeers)
        {
            return replicas is null
                ? await CreateAsync(1)
                : throw new UprightException(UprightError.InvalidOptions, $"--replicas {replicas}: {answer.Error.Description}.", answer);
        }

        async Task<int> CreateAsync(int copies)
        {
            await connection.JetStream.CreateStreamAsync(
                new StreamConfig(names.Items, [names.Settings, names.Item("*")]) { NumReplicas = copies }, cancellationToken);
            return copies;
        }
    }

    private async Task StreamAsync(string name, string subject, int copies, CancellationToken cancellationToken) => await persistence.DoAsync(
        async stop => await Job.StreamAsync(connection, name, stop)
            ?? await connection.JetStream.CreateStreamAsync(new StreamConfig(name, [subject]) { NumReplicas = copies }, stop),
        cancellationToken);

    private Task BucketAsync(Carrier carrier, string name, int copies, CancellationToken cancellationToken) => carrier == Carrier.Path
        ? Task.CompletedTask
        : persistence.DoAsync(
            stop => connection.ObjectStores.CreateObjectStoreAsync(new NatsObjConfig(name) { NumberOfReplicas = copies }, stop), cancellationToken);

    private async Task WorkersAsync(JobSettings settings, CancellationToken cancellationToken) => await persistence.DoAsync(
        stop => connection.JetStream.CreateOrUpdateConsumerAsync(
            names.Items,
            new ConsumerConfig(JobNames.Workers)
            {
                FilterSubject = names.Item("*"),
                AckPolicy = ConsumerConfigAckPolicy.Explicit,
                AckWait = settings.Lease,
                // Workers count attempts themselves, so that what is given up leaves an outcome.
                MaxDeliver = -1,
                MaxAckPending = maxInFlight,
            },
            stop),
        cancellationToken);
}
