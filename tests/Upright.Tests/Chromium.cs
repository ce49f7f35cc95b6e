using Microsoft.Playwright;

namespace Upright.Tests;

/// <summary>The browser that pages of the tool are tried in.</summary>
internal static class Chromium
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5); // a busy machine

    /// <summary>Starts it; skips the test where there is none.</summary>
    public static Task<IBrowser> StartAsync(IPlaywright playwright)
    {
        Needs.Program("chromium");
        return playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.PathOf("chromium"), Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A page in it.</summary>
    public static async Task<IPage> PageOf(IBrowser browser)
    {
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return page;
    }
}
