using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.ObjectStore;

namespace Upright.Cli.Fleet;

/// <summary>A connection to a NATS cluster with JetStream; when a node goes away it goes to another by itself.</summary>
internal sealed class FleetConnection : IAsyncDisposable
{
    private readonly NatsConnection connection;

    private FleetConnection(NatsConnection connection)
    {
        this.connection = connection;
        JetStream = new NatsJSContext(connection);
        ObjectStores = new NatsObjContext(JetStream);
    }

    public INatsJSContext JetStream { get; }

    public INatsObjContext ObjectStores { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="UprightException">No server answers, it refuses the credentials, or it has no JetStream.</exception>
    public static async Task<FleetConnection> OpenAsync(NatsOpts options, CancellationToken cancellationToken)
    {
        var connection = new NatsConnection(options);
        try
        {
            await connection.ConnectAsync().AsTask().WaitAsync(cancellationToken);
            return connection.ServerInfo is { JetStreamAvailable: true }
                ? new FleetConnection(connection)
                : throw new UprightException(UprightError.FleetUnavailable, "JetStream is not enabled on it.");
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            // In words of our own, so that no password or token of an address is ever shown.
            throw exception is NatsException or UriFormatException
                ? new UprightException(UprightError.FleetUnavailable, $"{Addresses(options.Url)}: {Reason(exception)}.", exception)
                : exception;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Addresses(string url) => string.Join(", ", url.Split(',').Select(one => one[(one.LastIndexOf('@') + 1)..]));

    private static string Reason(Exception exception) => exception switch
    {
        UriFormatException => Words.Of("no address"),
        { InnerException: NatsServerException refusal } => refusal.Error,
        { InnerException: not null } => Words.Of("a server answers and no connection comes about (TLS?)"),
        _ => Words.Of("none answers"),
    };
}
