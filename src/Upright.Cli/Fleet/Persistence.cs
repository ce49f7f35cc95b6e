using System.Diagnostics;
using System.Net.Sockets;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.ObjectStore;

namespace Upright.Cli.Fleet;

/// <summary>Does again what failed because a server was away or the cluster was choosing a leader.</summary>
/// <param name="patience">For how long; <see cref="Timeout.InfiniteTimeSpan"/> until it is told to stop.</param>
internal sealed class Persistence(TimeSpan patience)
{
    private const int TemporarilyUnavailable = 503;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(20);

    /// <summary>For commands that somebody waits for.</summary>
    public static Persistence OfCommand { get; } = new(TimeSpan.FromSeconds(30));

    /// <summary>For workers, which outlive a cluster's restart.</summary>
    public static Persistence OfWorker { get; } = new(Timeout.InfiniteTimeSpan);

    /// <summary>Does something that may be done twice.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    /// <param name="tryTime">How long one try may take; null for what a short message needs.</param>
    /// <exception cref="UprightException"><see cref="UprightError.FleetUnavailable"/> when patience is over.</exception>
    public async Task<T> DoAsync<T>(Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken, TimeSpan? tryTime = null)
    {
        var began = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; ; pause = 2 * pause < LongestPause ? 2 * pause : LongestPause)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(tryTime ?? OneTry);
            try
            {
                return await action(limit.Token);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && (IsPassing(exception) || exception is OperationCanceledException))
            {
                if (patience != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(began) > patience)
                {
                    throw new UprightException(UprightError.FleetUnavailable, exception.Message, exception);
                }
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>Whether a failure says nothing about what was asked, only about servers and lines.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        NatsObjNotFoundException => false,
        NatsJSApiException answer => answer.Error.Code == TemporarilyUnavailable,
        NatsException or TimeoutException or IOException or SocketException => true,
        _ => false,
    };
}
