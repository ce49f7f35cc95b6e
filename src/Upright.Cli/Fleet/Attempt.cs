using System.Diagnostics;

namespace Upright.Cli.Fleet;

/// <summary>One attempt at an item, and what a failure means.</summary>
/// <param name="settings">The job's settings.</param>
/// <param name="fixAsync">Does the item.</param>
internal sealed class Attempt(JobSettings settings, Func<WorkItem, CancellationToken, Task<PictureResult>> fixAsync)
{
    // These may be over in a minute: a share that is not mounted, a full disk. All others lie in the picture itself.
    private static readonly UprightError[] WorthAnotherAttempt =
        [UprightError.FileNotFound, UprightError.CannotRead, UprightError.CannotWrite, UprightError.GaveUp];

    /// <summary>Makes it.</summary>
    /// <returns>What became of it, and whether another attempt may end better.</returns>
    /// <exception cref="OperationCanceledException">This worker is to stop.</exception>
    public async Task<(PictureResult Result, bool IsWorthAnother)> MakeAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.TimeLimit);
        UprightException failure;
        try
        {
            // What does not heed the limit, such as a read from a dead share, is left behind and stops no other picture.
            var result = await Task.Run(() => fixAsync(item, limit.Token), limit.Token).WaitAsync(limit.Token);
            return (result with { Time = Stopwatch.GetElapsedTime(began) }, false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failure = new UprightException(UprightError.GaveUp, $"It took longer than {settings.TimeLimit.TotalSeconds} seconds.");
        }
        catch (UprightException exception)
        {
            failure = exception;
        }
#pragma warning disable CA1031 // Whatever a picture sets off, the worker goes on with the others.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            failure = new UprightException(UprightError.GaveUp, $"{exception.GetType().Name}: {exception.Message}.", exception);
        }

        return (new PictureResult(item.File, Failure: failure, Time: Stopwatch.GetElapsedTime(began)), WorthAnotherAttempt.Contains(failure.Error));
    }
}
