using System.Threading.Channels;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Upright.Tests;

namespace Upright.Server.Tests.Page;

/// <summary>One visit of the page, and what a visitor does there.</summary>
internal sealed class PageVisit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];
    private readonly List<string> foreign = [];

    private PageVisit(IBrowserContext context, IPage page, Uri address)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            // A refused picture is told by the browser too.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };
    }

    public IPage Page { get; }

    public static async Task<PageVisit> BeginAsync(IBrowserContext context, Uri address)
    {
        var visit = new PageVisit(context, await context.NewPageAsync(), address);
        visit.Page.SetDefaultTimeout((float)Eventually.Deadline.TotalMilliseconds);
        // The page leaves small turns alone; the tests do not judge the angle.
        await visit.Page.RouteAsync("**/v1/fix?*", route => route.ContinueAsync(new() { Url = $"{route.Request.Url}&dead_band=0" }));
        await visit.Page.GotoAsync(address.ToString());
        return visit;
    }

    /// <summary>Gives pictures to the page and waits until all are answered.</summary>
    public async Task AddAsync(IEnumerable<string> pictures, double threshold = 0)
    {
        await SetThresholdAsync(threshold);
        await Page.SetInputFilesAsync("#files", pictures);
        await DoneAsync();
    }

    /// <summary>Drops a picture on the page, or as many copies of it in one go.</summary>
    public async Task DropAsync(string picture, int copies = 1)
    {
        var transfer = await Page.EvaluateHandleAsync(
            "({ encoded, name, copies }) => { const transfer = new DataTransfer(); for (let i = 0; i < copies; i++) transfer.items.add(new File([Uint8Array.from(atob(encoded), c => c.charCodeAt(0))], name)); return transfer; }",
            new { encoded = Convert.ToBase64String(File.ReadAllBytes(picture)), name = Path.GetFileName(picture), copies });
        await Page.DispatchEventAsync("#drop", "drop", new { dataTransfer = transfer });
    }

    /// <summary>Waits until every picture is answered.</summary>
    public Task DoneAsync() => Page.WaitForFunctionAsync(
        "() => document.querySelector('#cards li') && !document.querySelector('#cards li:is([data-verdict=waiting], [data-verdict=working])')");

    /// <summary>How many pictures are turned, left, unsure and failed, by their cards.</summary>
    public Task<int> CountAsync(string verdict) => Page.Locator($"#cards li[data-verdict='{verdict}']").CountAsync();

    /// <summary>Waits until so many cards have a verdict.</summary>
    public Task VerdictsAsync(string verdict, int count) => Page.WaitForFunctionAsync(
        "([verdict, count]) => document.querySelectorAll(`#cards li[data-verdict='${verdict}']`).length === count", new object[] { verdict, count });

    /// <summary>Clicks, and answers what is saved by that.</summary>
    public async Task<IDownload> DownloadAsync(string selector) => await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync(selector));

    public Task SetThresholdAsync(double threshold) => Page.EvalOnSelectorAsync("[name=threshold]", "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }", threshold);

    /// <summary>Opens the n-th picture, from 1.</summary>
    public async Task OpenPictureAsync(int number)
    {
        await Page.ClickAsync($"#cards li:nth-child({number}) .open");
        await Page.WaitForSelectorAsync("#detail[open]");
    }

    /// <summary>Holds requests to such addresses back: each comes out of the reader, to be let go on.</summary>
    public async Task<ChannelReader<IRoute>> HoldAsync(string addresses)
    {
        var held = Channel.CreateUnbounded<IRoute>();
        await Page.RouteAsync(addresses, async route => await held.Writer.WriteAsync(route));
        return held.Reader;
    }

    public Task<string> TextAsync(string selector) => Page.InnerTextAsync(selector);

    /// <summary>Asserts that axe-core finds nothing, and keeps a screenshot in <c>artifacts/page</c>.</summary>
    public async Task AssertAccessibleAsync(string name)
    {
        var found = await Page.RunAxe();
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "page"));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{name}.png") });
        var violations = found.Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join(" ", violation.Nodes.Select(node => node.Html))})").ToList();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
    }

    /// <summary>Asserts that nothing was complained about, and nothing asked of anyone else.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(complaints);
        Assert.Empty(foreign);
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
