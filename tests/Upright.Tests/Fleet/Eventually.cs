using System.Diagnostics;

namespace Upright.Tests.Fleet;

/// <summary>Waits for what comes about by itself; the deadline is for what never does, not for slow machines.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(100);

    public static async Task IsTrueAsync(string what, Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}.");
            await Task.Delay(BetweenChecks, TestContext.Current.CancellationToken);
        }
    }
}
