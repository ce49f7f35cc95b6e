using System.Runtime.CompilerServices;

namespace Upright;

/// <summary>Many pictures, several at a time. One that fails is a result like any other and does not stop the rest.</summary>
public static class ManyPictures
{
    /// <summary>Finds the angles of many pictures.</summary>
    /// <param name="upright">Does the work; with <see cref="UprightOptions.Threads"/> at 1, several pictures at a time use the cores better than several threads on one.</param>
    /// <param name="paths">The pictures; read as they are needed, so there may be any number.</param>
    /// <param name="atATime">How many are worked on at a time, at least 1; null for as many as there are cores.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A result for each picture, in their order, each as soon as those before it are there.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atATime"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IAsyncEnumerable<PictureEstimate> EstimateManyAsync(
        this IUprighter upright, IEnumerable<string> paths, int? atATime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upright);
        ArgumentNullException.ThrowIfNull(paths);
        return InOrderAsync(paths, Width(atATime), OneAsync, cancellationToken);

        async Task<PictureEstimate> OneAsync(string path, CancellationToken stop)
        {
            try
            {
                return new PictureEstimate(path, await upright.EstimateAsync(path, stop).ConfigureAwait(false), null);
            }
            catch (UprightException exception)
            {
                return new PictureEstimate(path, null, exception);
            }
        }
    }

    /// <summary>Writes many pictures upright.</summary>
    /// <param name="upright">Does the work.</param>
    /// <param name="pictures">Where each picture is, and where its upright one goes; read as they are needed.</param>
    /// <param name="fixOptions">How to write them; null for the defaults.</param>
    /// <param name="atATime">How many are worked on at a time, at least 1; null for as many as there are cores.</param>
    /// <param name="cancellationToken">Stops the work; of the pictures that were not done nothing is left behind.</param>
    /// <inheritdoc cref="EstimateManyAsync" path="/returns|/exception"/>
    public static IAsyncEnumerable<PictureFix> FixManyAsync(
        this IUprighter upright,
        IEnumerable<(string InputPath, string OutputPath)> pictures,
        FixOptions? fixOptions = null,
        int? atATime = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upright);
        ArgumentNullException.ThrowIfNull(pictures);
        return InOrderAsync(pictures, Width(atATime), OneAsync, cancellationToken);

        async Task<PictureFix> OneAsync((string InputPath, string OutputPath) picture, CancellationToken stop)
        {
            try
            {
                var report = await upright.FixAsync(picture.InputPath, picture.OutputPath, fixOptions, stop).ConfigureAwait(false);
                return new PictureFix(picture.InputPath, picture.OutputPath, report, null);
            }
            catch (UprightException exception)
            {
                return new PictureFix(picture.InputPath, picture.OutputPath, null, exception);
            }
        }
    }

    private static int Width(int? atATime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atATime ?? 1, 1, nameof(atATime));
        return atATime ?? Environment.ProcessorCount;
    }

    private static async IAsyncEnumerable<TResult> InOrderAsync<TItem, TResult>(
        IEnumerable<TItem> items, int width, Func<TItem, CancellationToken, Task<TResult>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<TResult>> running = new();
        try
        {
            foreach (var item in items)
            {
                running.Enqueue(work(item, stop.Token));
                if (running.Count == width)
                {
                    yield return await running.Dequeue().ConfigureAwait(false);
                }
            }

            while (running.TryDequeue(out var next))
            {
                yield return await next.ConfigureAwait(false);
            }
        }
        finally
        {
            // Who stops listening wants no more of it; and nothing may use the model after this.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
