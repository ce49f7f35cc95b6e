using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NetVips;

namespace Upright.Tests.Cli;

/// <summary>The review as a browser, and as another site, meets it.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private readonly PictureFolder folder = new();
    private ReviewProcess review = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        folder.Draw("in/sure.png");
        folder.Draw("in/unsure.png");
        folder.Draw("in/vague.jpg");
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "1", "--dead-band", "45");
        RunLedger.Rewrite(folder["out"], (name, line) =>
        {
            line["decision"] = name == "unsure.png" ? "unsure" : "leave";
            line["confidence"] = name == "vague.jpg" ? 0.96 : 0.99;
            line["predicted_angle"] = name == "unsure.png" ? 180 : 0.2;
            line["reason"] = name == "unsure.png" ? "disputed-half-turn" : null;
        });
        review = await ReviewProcess.StartAsync(folder["out"]);
    }

    public ValueTask DisposeAsync()
    {
        review?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task TheUnsureComeFirstAndThenTheLeastSure()
    {
        var pictures = await review.RowsAsync();

        Assert.Equal(["unsure.png", "vague.jpg", "sure.png"], pictures.Select(picture => Path.GetFileName((string)picture["file"]!)));
        Assert.Equal(["turning it over must be surer than leaving it", null, null], pictures.Select(picture => (string?)picture["reason"]));
    }

    [Fact]
    public async Task ADecisionIsCarriedOutAndInTheLedgerAndSurvivesTheNextRun()
    {
        await review.DecideAsync("unsure.png", 90);

        AssertTurned("unsure.png");
        var line = RunLedger.Last(folder["out"], "unsure.png");
        Assert.Equal(("reviewer", 90, "turn", "quarter", 90), ((string)line["decided_by"]!, (double)line["decided_angle"]!, (string)line["decision"]!, (string)line["rotation_method"]!, (double)line["turned_by"]!));
        Assert.False(line.ContainsKey("reason")); // it is decided now

        await review.KillAsync();
        var again = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "1", "--dead-band", "45");
        Assert.Contains("3 done by an earlier run", again.Messages, StringComparison.Ordinal);
        AssertTurned("unsure.png");
    }

    [Fact]
    public async Task ADecisionCanBeTakenBack()
    {
        await review.DecideAsync("unsure.png", 90);
        await review.DecideAsync("unsure.png", 0);

        Assert.Equal(folder.Bytes("in/unsure.png"), folder.Bytes("out/unsure.png"));
        Assert.Equal("leave", (string)RunLedger.Last(folder["out"], "unsure.png")["decision"]!);
    }

    [Theory]
    [InlineData("turn", 88.7, "quarter", 90.0, 90)]
    [InlineData("turn", 88.7, "quarter", null, 90)] // an older ledger
    [InlineData("leave", 0.2, "none", null, 0)]
    public async Task AcceptingWhatWasDecidedKeepsWhatWasDone(string decision, double angle, string method, double? turned, double done)
    {
        await review.RestartAsync((name, line) =>
        {
            if (name == "vague.jpg")
            {
                (line["decision"], line["predicted_angle"], line["rotation_method"], line["turned_by"]) = (decision, angle, method, turned);
            }
        });
        var written = folder.WrittenLongAgo("out/vague.jpg");
        var proposed = (double)(await review.RowsAsync()).Single(row => Path.GetFileName((string)row["file"]!) == "vague.jpg")["proposed"]!;

        await review.DecideAsync("vague.jpg", proposed);

        Assert.Equal(done, proposed);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["out/vague.jpg"]));
        var line = RunLedger.Last(folder["out"], "vague.jpg");
        Assert.Equal(("reviewer", done, decision, angle), ((string)line["decided_by"]!, (double)line["decided_angle"]!, (string)line["decision"]!, (double)line["predicted_angle"]!));
    }

    [Fact]
    public async Task AnOutputThatIsGoneIsWrittenAgain()
    {
        File.Delete(folder["out/vague.jpg"]);

        await review.DecideAsync("vague.jpg", 0);

        Assert.Equal(folder.Bytes("in/vague.jpg"), folder.Bytes("out/vague.jpg"));
    }

    [Fact]
    public async Task OtherSitesCanNeitherLookNorDecide()
    {
        var before = folder.Bytes("out/upright.jsonl");
        using HttpClient client = new();
        var (address, foreign) = (review.Address, new Uri(review.Address, "/decide"));
        JsonObject decision = new() { ["index"] = 0, ["angle"] = 90 };

        using var withoutToken = await client.PostAsJsonAsync(foreign, decision, Cancellation);
        using var tokenInTheLink = await client.PostAsJsonAsync(new Uri(foreign, "/decide" + address.Query), decision, Cancellation);
        using var page = await client.GetAsync(new Uri(address, "/"), Cancellation);
        // The last one: HttpListener ends the connection after it, whatever comes next there.
        using HttpRequestMessage renamed = new(HttpMethod.Get, address) { Headers = { Host = "evil.example" } };
        using var underAnotherName = await client.SendAsync(renamed, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, withoutToken.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, tokenInTheLink.StatusCode);
        Assert.False(underAnotherName.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal("127.0.0.1", address.Host);
        Assert.Equal(before, folder.Bytes("out/upright.jsonl"));
    }

    [Theory]
    [InlineData("""{"index":99,"angle":0}""")]
    [InlineData("""{"index":-1,"angle":0}""")]
    [InlineData("""{"index":0}""")]
    [InlineData("""{"index":0,"angle":"NaN"}""")]
    [InlineData("nonsense")]
    public async Task WhatIsNotUnderstoodChangesNothing(string body)
    {
        using StringContent content = new(body);
        using var answer = await review.SendAsync(HttpMethod.Post, "decide", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task AnInputThatChangedSinceIsNotTouched()
    {
        var written = folder.Bytes("out/unsure.png");
        File.SetLastWriteTimeUtc(folder["in/unsure.png"], DateTime.UtcNow.AddMinutes(1));

        using var content = JsonContent.Create(new JsonObject { ["index"] = 0, ["angle"] = 90 });
        using var answer = await review.SendAsync(HttpMethod.Post, "decide", content);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(written, folder.Bytes("out/unsure.png"));
    }

    [Fact]
    public async Task InABrowserAKeyTurnsAndAnotherAccepts()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.StartAsync(playwright);
        var page = await Chromium.PageOf(browser);
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(review.Address.ToString());
        await page.WaitForFunctionAsync("() => document.getElementById('before').naturalWidth > 0 && document.getElementById('after').naturalWidth > 0");
        Assert.Contains("unsure.png", await TextAsync(page, "#file"), StringComparison.Ordinal);

        Assert.Equal("180.0", await TextAsync(page, "#angle"));
        await page.Keyboard.PressAsync("q");
        Assert.Equal("90.0", await TextAsync(page, "#angle"));
        await page.WaitForFunctionAsync("() => { const i = document.getElementById('after'); return i.complete && i.naturalHeight > i.naturalWidth }");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.getElementById('file').textContent.endsWith('vague.jpg')");

        AssertTurned("unsure.png");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("0.5", await TextAsync(page, "#angle"));
        await page.Keyboard.PressAsync("l");
        await page.WaitForFunctionAsync("() => document.getElementById('file').textContent.endsWith('sure.png')");
        Assert.Equal("reviewer", (string)RunLedger.Last(folder["out"], "vague.jpg")["decided_by"]!);
        var written = folder.WrittenLongAgo("out/sure.png");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.getElementById('message').textContent.endsWith('sure.png: left as it is')");
        Assert.Equal("reviewer", (string)RunLedger.Last(folder["out"], "sure.png")["decided_by"]!);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["out/sure.png"]));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task InABrowserItIsZoomedAndFilteredAndThumbnailsLeadToTheirPictures()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.StartAsync(playwright);
        var page = await Chromium.PageOf(browser);
        await page.GotoAsync(review.Address.ToString());
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#strip button').length === 3");

        await page.ClickAsync("#strip button:nth-child(2)");
        Assert.EndsWith("vague.jpg", await TextAsync(page, "#file"), StringComparison.Ordinal);
        Assert.Equal("true", await page.GetAttributeAsync("#strip button:nth-child(2)", "aria-current"));
        await page.Keyboard.PressAsync("z");
        await page.WaitForFunctionAsync("() => document.getElementById('before').naturalWidth > 0");
        Assert.Equal("true", await page.GetAttributeAsync("#zoom", "aria-pressed"));
        Assert.NotEqual("none", await page.EvalOnSelectorAsync<string>("#after", "image => getComputedStyle(image).transform"));
        await page.Keyboard.PressAsync("z");
        Assert.Equal("none", await page.EvalOnSelectorAsync<string>("#after", "image => getComputedStyle(image).transform"));

        await page.SelectOptionAsync("#filter", "unsure");
        Assert.Equal(("1 of 1", 1), (await TextAsync(page, "#place"), await page.Locator("#strip button").CountAsync()));
        Assert.Equal("Left as they were (2)", await TextAsync(page, "#filter [value=leave]"));
    }

    private static async Task<string> TextAsync(IPage page, string selector) => (await page.TextContentAsync(selector))!;

    private void AssertTurned(string name)
    {
        using var before = Image.NewFromFile(folder["in/" + name]);
        using var after = Image.NewFromFile(folder["out/" + name]);
        using var expected = before.Rot90();
        Assert.Equal(expected.WriteToMemory<byte>(), after.WriteToMemory<byte>());
    }
}
