using System.Diagnostics;

namespace Upright.Tests.Fleet;

/// <summary>Waits for what comes about by itself, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public static async Task IsTrueAsync(string what, Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}.");
            await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
        }
    }
}
