namespace Upright.Server.Tests;

/// <summary>Waits for what happens a moment later.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> holds, string statement)
    {
        for (var i = 0; i < 600 && !holds(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(holds(), statement);
    }
}
