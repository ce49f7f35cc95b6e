using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Upright.Tests.Cli;

namespace Upright.Server.Tests.Page;

/// <summary>How pictures come to the page, and how they leave it.</summary>
public sealed class ComingAndGoingTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    // A folder as a browser gives it when it is dropped, read in two parts.
    private const string DropFolder = """
        encoded => {
          const bytes = Uint8Array.from(atob(encoded), c => c.charCodeAt(0));
          const file = name => ({ isDirectory: false, name, file: yes => yes(new File([bytes], name)) });
          const folder = (name, inside) => ({ isDirectory: true, name, createReader() { const parts = [inside.slice(0, 1), inside.slice(1), []]; return { readEntries: yes => yes(parts.shift()) }; } });
          const entry = folder("holiday", [file("b.png"), file("a.png"), file(".DS_Store"), folder("day 2", [file("a.png")])]);
          const event = new Event("drop", { bubbles: true, cancelable: true });
          event.dataTransfer = { types: ["Files"], items: [{ kind: "file", webkitGetAsEntry: () => entry }] };
          document.querySelector("#drop").dispatchEvent(event);
        }
        """;

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ADroppedFolderComesWithAllInIt()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SetThresholdAsync(1);
        await visit.Page.EvaluateAsync(DropFolder, Convert.ToBase64String(File.ReadAllBytes(folder.Draw("a.png"))));
        await visit.DoneAsync();

        using var zip = await ZipFile.OpenReadAsync(await (await visit.DownloadAsync("#zip")).PathAsync());
        Assert.Equal(["holiday/a.png", "holiday/b.png", "holiday/day 2/a.png", "angles.csv"], zip.Entries.Select(entry => entry.FullName));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task APictureIsPasted()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SetThresholdAsync(1);
        await visit.Page.EvaluateAsync(
            """
            encoded => {
              const clipboardData = new DataTransfer();
              clipboardData.items.add(new File([Uint8Array.from(atob(encoded), c => c.charCodeAt(0))], "image.png", { type: "image/png" }));
              document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
            }
            """,
            Convert.ToBase64String(File.ReadAllBytes(folder.Draw("a.png"))));
        await visit.DoneAsync();

        Assert.Equal("1 picture: 0 turned, 0 left, 1 unsure", await visit.TextAsync("#summary"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ThePhonesCameraIsOffered()
    {
        await using var visit = await browser.OpenAsync(width: 390, height: 844, touch: true);
        Assert.True(await visit.Page.IsVisibleAsync("label[for=camera]"));
        Assert.Equal("environment", await visit.Page.GetAttributeAsync("#camera", "capture"));
    }

    [Fact]
    public async Task OnlyThoseThatWereChangedAreDownloadedUnderTheirMarkedNames()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.Draw("a.png"), folder.Draw("b.jpeg")], threshold: 1);
        await visit.Page.ClickAsync("#cards li:nth-child(2) [data-turn='90']");
        await visit.VerdictsAsync("hand", 1);
        await visit.Page.ClickAsync(".options summary");
        await visit.Page.SelectOptionAsync("[name=names]", "marked");

        Assert.Equal("Only changed (1)", await visit.TextAsync("#zip-changed"));
        using var zip = await ZipFile.OpenReadAsync(await (await visit.DownloadAsync("#zip-changed")).PathAsync());
        Assert.Equal(["b.upright.jpeg", "angles.csv"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task OptionsSayThatTheyDoNotApplyToWhatIsThereUntilTheyAreMadeTo()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.Draw("a.png")], threshold: 1);
        await visit.Page.ClickAsync(".options summary");
        Assert.False(await visit.Page.IsVisibleAsync("#stale"));

        await visit.Page.SelectOptionAsync("[name=format]", "jpeg");
        await visit.Page.FillAsync("[name=quality]", "30");
        Assert.StartsWith("One picture was answered with other options.", await visit.TextAsync("#stale"), StringComparison.Ordinal);
        var asked = await visit.Page.RunAndWaitForRequestAsync(() => visit.Page.ClickAsync("#apply"), "**/v1/fix?*");
        Assert.Contains("format=jpeg&quality=30", asked.Url, StringComparison.Ordinal);
        await visit.DoneAsync();
        Assert.False(await visit.Page.IsVisibleAsync("#stale"));
        await visit.OpenPictureAsync(1);
        Assert.Equal("a.jpg", (await visit.DownloadAsync("#download")).SuggestedFilename);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ItIsAskedBeforeUnsavedTurnsAreClearedOrLeft()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.Draw("a.png")], threshold: 1);
        await visit.Page.ClickAsync("#cards [data-turn='90']");
        await visit.VerdictsAsync("hand", 1);

        Assert.True(await visit.Page.EvaluateAsync<bool>("!dispatchEvent(new Event('beforeunload', { cancelable: true }))"));
        await visit.Page.ClickAsync("#clear");
        await visit.Page.ClickAsync("#question-no");
        Assert.Equal(1, await visit.CountAsync("hand"));
        await visit.DownloadAsync("#zip");
        await visit.Page.WaitForFunctionAsync("() => dispatchEvent(new Event('beforeunload', { cancelable: true }))");
        await visit.Page.ClickAsync("#clear");
        Assert.Equal(0, await visit.Page.Locator("#cards li").CountAsync());
    }

    [Fact]
    public async Task FailedOnesAreTriedAgain()
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("open sesame")));
        await using var server = await RunningServer.StartAsync($"--Upright:ApiKeys:me={hash}");
        await using var visit = await browser.OpenAsync(server, locale: "zh-CN");
        await visit.AddAsync([folder.Draw("a.png"), folder.Draw("b.png")], threshold: 1);
        Assert.Contains("本服务需要密钥。", await visit.TextAsync("#cards"), StringComparison.Ordinal);

        await visit.Page.ClickAsync(".options summary");
        await visit.Page.FillAsync("[name=key]", "open sesame");
        await visit.Page.ClickAsync("#retry-all");
        await visit.VerdictsAsync("unsure", 2);
    }
}
