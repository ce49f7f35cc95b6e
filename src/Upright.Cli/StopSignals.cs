using System.Runtime.InteropServices;

namespace Upright.Cli;

/// <summary>Ctrl-C and SIGTERM: the work is told to stop, and the process ends by the signal's exit code.</summary>
internal sealed class StopSignals : IDisposable
{
    // 128 and the number of the signal, as shells count.
    private const int Interrupted = 130;
    private const int Terminated = 143;

    private readonly CancellationTokenSource stop;
    private readonly TaskCompletionSource overdue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration interrupting;
    private readonly PosixSignalRegistration terminating;

    /// <param name="grace">How long the work may take to stop.</param>
    /// <param name="cancellationToken">Stops it without a signal.</param>
    public StopSignals(TimeSpan grace, CancellationToken cancellationToken)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        interrupting = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, Interrupted, grace));
        terminating = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, Terminated, grace));
    }

    /// <summary>Cancelled when the work is to stop.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>What a stopped process ends with.</summary>
    public int ExitCode { get; private set; } = Interrupted;

    /// <summary>Done when the work has had its time to stop.</summary>
    public Task Overdue => overdue.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupting.Dispose();
        terminating.Dispose();
        stop.Dispose();
    }

    private void Stop(PosixSignalContext signal, int exitCode, TimeSpan grace)
    {
        signal.Cancel = true; // it ends in its own way
        ExitCode = exitCode;
        _ = Task.Delay(grace).ContinueWith(_ => overdue.TrySetResult(), TaskScheduler.Default);
        stop.Cancel();
    }
}
