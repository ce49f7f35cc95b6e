using System.Threading.Channels;

namespace Upright.Cli;

/// <summary>Does pictures, several at a time; one that fails is a result like any other.</summary>
internal static class PictureRun
{
    /// <summary>Does all pictures and shows the results in the pictures' order, each as soon as those before it are there.</summary>
    /// <param name="pictures">What to do.</param>
    /// <param name="jobs">How many at a time.</param>
    /// <param name="results">Where results are shown.</param>
    /// <param name="work">Does the picture with an index: its estimate, its report and where it went.</param>
    /// <param name="done">Told of each finished picture, by its index, before its result is shown; may be called from several threads at a time.</param>
    /// <param name="cancellationToken">Stops between and in pictures.</param>
    /// <returns>The highest exit code of all.</returns>
    public static async Task<int> DoAsync(
        IReadOnlyList<InputPicture> pictures,
        int jobs,
        ResultWriter results,
        Func<int, CancellationToken, Task<PictureResult>> work,
        Action<int, PictureResult> done,
        CancellationToken cancellationToken)
    {
        using var free = new SemaphoreSlim(jobs);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Bounded, so that one slow picture does not let the finished ones pile up behind it.
        var running = Channel.CreateBounded<Task<PictureResult>>(8 * jobs);
        var starting = StartAsync();
        results.Begin();
        var worst = 0;
        try
        {
            await foreach (var picture in running.Reader.ReadAllAsync(cancellationToken))
            {
                var result = await picture;
                results.Write(result);
                worst = Math.Max(worst, result.ExitCode);
            }

            await starting;
        }
        catch
        {
            await stop.CancelAsync();
            await FinishedAsync(starting);
            if (cancellationToken.IsCancellationRequested)
            {
                results.Interrupted();
            }

            throw;
        }

        results.End();
        return worst;

        async Task StartAsync()
        {
            try
            {
                for (var i = 0; i < pictures.Count; i++)
                {
                    var index = i;
                    await free.WaitAsync(stop.Token);
                    await running.Writer.WriteAsync(Task.Run(() => OneAsync(index), CancellationToken.None), stop.Token);
                }
            }
            finally
            {
                running.Writer.Complete();
                // Nothing may use the model after this method has returned.
                for (var i = 0; i < jobs; i++)
                {
                    await free.WaitAsync(CancellationToken.None);
                }
            }
        }

        async Task<PictureResult> OneAsync(int index)
        {
            try
            {
                var result = await PictureResult.OfAsync(pictures[index].Path, () => work(index, stop.Token));
                done(index, result);
                return result;
            }
            finally
            {
                free.Release();
            }
        }
    }

    /// <summary>Loads the model for several pictures at a time, which use the cores better than several threads on one look.</summary>
    public static Uprighter Load(UprightOptions options, int jobs) => Uprighter.Create(Shared(options, jobs));

    /// <summary>The same, but the first pictures are opened and decoded meanwhile; without a usable model no picture is a result.</summary>
    /// <param name="options">Of the command line.</param>
    /// <param name="jobs">How many pictures at a time.</param>
    /// <param name="pictures">How many there are: a single one has all cores.</param>
    public static Uprighter BeginLoading(UprightOptions options, int jobs, int pictures) => Uprighter.BeginCreating(Shared(options, Math.Min(jobs, pictures)));

    private static UprightOptions Shared(UprightOptions options, int jobs) =>
        options.Threads == 0 && jobs > 1 ? options with { Threads = Math.Max(1, Environment.ProcessorCount / jobs) } : options;

    private static async Task FinishedAsync(Task starting)
    {
        try
        {
            await starting;
        }
        catch (OperationCanceledException)
        {
            // That is what it was told.
        }
    }
}
