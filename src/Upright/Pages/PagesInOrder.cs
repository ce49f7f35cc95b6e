using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Upright.Pages;

/// <summary>Judges the pages of a document, several at a time, and gives them in order.</summary>
internal static class PagesInOrder
{
    // In all documents together: a page in work holds its pixels.
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    /// <summary>Judges all pages but those whose turn someone chose.</summary>
    /// <param name="document">The document, which is not used any more when this has ended.</param>
    /// <param name="turns">The turns of pages, by their numbers; null where nobody chose any.</param>
    /// <param name="admission">Waited for before each page, and let go of after it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async IAsyncEnumerable<PageEstimate> JudgeAsync(
        PagedDocument document,
        IReadOnlyDictionary<int, Angle>? turns,
        Func<CancellationToken, ValueTask<IDisposable?>> admission,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<PageEstimate>> running = [];
        try
        {
            for (var next = 1; next <= document.PageCount || running.Count > 0;)
            {
                for (; next <= document.PageCount && running.Count < Environment.ProcessorCount; next++)
                {
                    running.Enqueue(OneAsync(document, next, turns, admission, stop.Token));
                }

                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<PageEstimate> OneAsync(
        PagedDocument document,
        int number,
        IReadOnlyDictionary<int, Angle>? turns,
        Func<CancellationToken, ValueTask<IDisposable?>> admission,
        CancellationToken cancellationToken)
    {
        await Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var admitted = await admission(cancellationToken).ConfigureAwait(false);
            var began = Stopwatch.GetTimestamp();
            var page = await Task.Run(
                () => turns?.TryGetValue(number, out var turn) == true ? Task.FromResult(document.Given(number, turn)) : document.EstimateAsync(number, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return page with { Time = Stopwatch.GetElapsedTime(began) };
        }
        finally
        {
            Free.Release();
        }
    }
}
