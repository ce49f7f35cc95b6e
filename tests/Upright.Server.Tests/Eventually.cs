using System.Diagnostics;

namespace Upright.Server.Tests;

/// <summary>Waits for what happens a moment later; the deadline is for what never does, not for slow machines.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(50);

    public static Task TrueAsync(Func<bool> holds, string statement) => TrueAsync(() => Task.FromResult(holds()), statement);

    public static async Task TrueAsync(Func<Task<bool>> holds, string statement)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, statement);
            await Task.Delay(BetweenChecks);
        }
    }
}
