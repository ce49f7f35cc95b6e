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
    private readonly HttpClient client = new();
    private ToolProcess? tool;
    private Uri address = null!;

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
            line["predicted_angle"] = 0;
        });
        tool = ToolProcess.Start("review", folder["out"]);
        address = new Uri(await tool.AnswerAsync());
    }

    public ValueTask DisposeAsync()
    {
        tool?.Dispose();
        client.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task TheUnsureComeFirstAndThenTheLeastSure()
    {
        using var answer = await SendAsync(HttpMethod.Get, "pictures");
        var pictures = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsArray();

        Assert.Equal(["unsure.png", "vague.jpg", "sure.png"], pictures.Select(picture => Path.GetFileName((string)picture!["file"]!)));
    }

    [Fact]
    public async Task ADecisionIsCarriedOutAndInTheLedgerAndSurvivesTheNextRun()
    {
        using var answer = await SendAsync(HttpMethod.Post, "decide", new JsonObject { ["index"] = 0, ["angle"] = 90 });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        AssertTurned("unsure.png");
        var line = RunLedger.Last(folder["out"], "unsure.png");
        Assert.Equal(("reviewer", 90, "turn", "quarter", 90), ((string)line["decided_by"]!, (double)line["decided_angle"]!, (string)line["decision"]!, (string)line["rotation_method"]!, (double)line["turned_by"]!));

        await tool!.KillAsync();
        var again = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "1", "--dead-band", "45");
        Assert.Contains("3 done by an earlier run", again.Messages, StringComparison.Ordinal);
        AssertTurned("unsure.png");
    }

    [Fact]
    public async Task ADecisionCanBeTakenBack()
    {
        using var turned = await SendAsync(HttpMethod.Post, "decide", new JsonObject { ["index"] = 0, ["angle"] = 90 });
        using var left = await SendAsync(HttpMethod.Post, "decide", new JsonObject { ["index"] = 0, ["angle"] = 0 });

        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.Equal(folder.Bytes("in/unsure.png"), folder.Bytes("out/unsure.png"));
        Assert.Equal("leave", (string)RunLedger.Last(folder["out"], "unsure.png")["decision"]!);
    }

    [Fact]
    public async Task OtherSitesCanNeitherLookNorDecide()
    {
        var before = folder.Bytes("out/upright.jsonl");
        var foreign = new Uri(address, "/decide");
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
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, "/decide")) { Content = new StringContent(body) };
        request.Headers.Add("X-Upright-Token", Token);
        using var answer = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task AnInputThatChangedSinceIsNotTouched()
    {
        var written = folder.Bytes("out/unsure.png");
        File.SetLastWriteTimeUtc(folder["in/unsure.png"], DateTime.UtcNow.AddMinutes(1));

        using var answer = await SendAsync(HttpMethod.Post, "decide", new JsonObject { ["index"] = 0, ["angle"] = 90 });

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(written, folder.Bytes("out/unsure.png"));
    }

    [Fact]
    public async Task InABrowserAKeyTurnsAndAnotherAccepts()
    {
        Needs.Program("chromium");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.PathOf("chromium"), Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout((float)TimeSpan.FromMinutes(5).TotalMilliseconds); // a busy machine
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(address.ToString());
        await page.WaitForFunctionAsync("() => document.getElementById('before').naturalWidth > 0 && document.getElementById('after').naturalWidth > 0");
        Assert.Contains("unsure.png", await TextAsync(page, "#file"), StringComparison.Ordinal);

        await page.Keyboard.PressAsync("e");
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
        Assert.Empty(errors);
    }

    private string Token => address.Query["?token=".Length..];

    private static async Task<string> TextAsync(IPage page, string selector) => (await page.TextContentAsync(selector))!;

    private void AssertTurned(string name)
    {
        using var before = Image.NewFromFile(folder["in/" + name]);
        using var after = Image.NewFromFile(folder["out/" + name]);
        using var expected = before.Rot90();
        Assert.Equal(expected.WriteToMemory<byte>(), after.WriteToMemory<byte>());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(address, "/" + path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Upright-Token", Token);
        return await client.SendAsync(request, Cancellation);
    }
}
