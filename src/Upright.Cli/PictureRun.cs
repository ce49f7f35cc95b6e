using System.Diagnostics;

namespace Upright.Cli;

/// <summary>Does pictures one after the other; one that fails is a result like any other.</summary>
internal static class PictureRun
{
    /// <summary>Does all pictures and shows each result as it comes.</summary>
    /// <param name="options">How to decide.</param>
    /// <param name="pictures">What to do.</param>
    /// <param name="results">Where results are shown.</param>
    /// <param name="work">Does one picture: its estimate, its report and where it went.</param>
    /// <param name="cancellationToken">Stops between and in pictures.</param>
    /// <returns>The highest exit code of all.</returns>
    public static async Task<int> DoAsync(
        UprightOptions options,
        IReadOnlyList<InputPicture> pictures,
        ResultWriter results,
        Func<Uprighter, InputPicture, Task<PictureResult>> work,
        CancellationToken cancellationToken)
    {
        using var upright = Uprighter.Create(options);
        results.Begin();
        var worst = 0;
        foreach (var picture in pictures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            PictureResult result;
            try
            {
                result = await work(upright, picture);
            }
            catch (UprightException exception)
            {
                result = new PictureResult(picture.Path, null, null, null, exception, default);
            }

            results.Write(result with { Time = Stopwatch.GetElapsedTime(began) });
            worst = Math.Max(worst, result.ExitCode);
        }

        return worst;
    }
}
