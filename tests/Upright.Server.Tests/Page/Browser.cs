using Microsoft.Playwright;
using Upright.Tests;
using Upright.Tests.Cli;

namespace Upright.Server.Tests.Page;

/// <summary>A real Chromium, the service, and pictures to drop; for all tests of the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly PictureFolder folder = new();
    private IPlaywright? playwright;
    private IBrowser? chromium;

    internal RunningServer Server { get; private set; } = null!;

    /// <summary>Two to be turned, one no picture.</summary>
    internal string[] Pictures { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync();
        folder.DrawTilted("boat, house.jpg");
        folder.Draw("house.png");
        File.WriteAllText(folder["notes.jpg"], "no picture");
        Pictures = [folder["boat, house.jpg"], folder["house.png"], folder["notes.jpg"]];
    }

    /// <summary>The page in a new window, with nothing remembered.</summary>
    internal async Task<PageVisit> OpenAsync(RunningServer? server = null, int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB", bool touch = false)
    {
        Needs.Program("chromium");
        playwright ??= await Playwright.CreateAsync();
        // Chromium refuses its sandbox to root, who runs these tests in containers; it opens nothing but this page.
        chromium ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        var context = await chromium.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale, ReducedMotion = ReducedMotion.Reduce, HasTouch = touch, IsMobile = touch });
        return await PageVisit.BeginAsync(context, (server ?? Server).Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        playwright?.Dispose();
        await Server.DisposeAsync();
        folder.Dispose();
    }
}
