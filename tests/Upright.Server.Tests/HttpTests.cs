using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

/// <summary>What integrators expect of any HTTP service.</summary>
public sealed class HttpTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task UnknownAddressesAndWrongMethodsAreProblems()
    {
        await (await shared.Client.GetAsync("/nowhere")).AssertProblemAsync(HttpStatusCode.NotFound, "unknown-address");
        await (await shared.Client.GetAsync("/v1/jobs/none/results.xml")).AssertProblemAsync(HttpStatusCode.NotFound, "unknown-address");
        var wrong = await shared.Client.GetAsync("/v1/estimate");
        await wrong.AssertProblemAsync(HttpStatusCode.MethodNotAllowed, "wrong-method");
        Assert.Equal(["POST"], wrong.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("expect=7", "expect is '7', and must be one of any, camera, scan.")]
    [InlineData("threshold=high&canvas=huge", "threshold is 'high', and must be a number. canvas is 'huge', and must be one of grow, inner, same.")]
    [InlineData("page_turns=x", "page_turns is 'x', and must be pages and degrees, such as 3:90,7:-2.5.")]
    public async Task AnOptionThatCannotBeReadIsToldWithItsChoices(string query, string detail) =>
        Assert.Equal(detail, (await (await shared.Client.PostFileAsync($"/v1/fix?{query}", folder.Draw("a.png"))).JsonAsync()).GetProperty("detail").GetString());

    [Fact]
    public async Task EveryAnswerTellsTheTraceOfItsCaller()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/estimate") { Content = new StringContent("no picture") };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        var refused = await shared.Client.SendAsync(request);

        Assert.Equal(Trace, refused.Header("Trace-Id"));
        Assert.Equal(Trace, (await refused.JsonAsync()).GetProperty("trace_id").GetString());
        Assert.Matches("^[0-9a-f]{32}$", (await shared.Client.GetAsync("/health/live")).Header("Trace-Id"));
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        elsewhere.Headers.Host = "upright.example";
        Assert.Matches("^[0-9a-f]{32}$", (await shared.Client.SendAsync(elsewhere)).Header("Trace-Id"));
    }

    [Fact]
    public async Task TheResultIsCalledAsThePictureThatCame()
    {
        File.Copy(folder.Draw("a.png"), folder["猫 照片.png"]);
        var named = await shared.Client.PostFormAsync("/v1/fix?threshold=1&format=jpeg", folder["猫 照片.png"]);
        Assert.Equal(("attachment", "猫 照片.jpg"), (named.Content.Headers.ContentDisposition?.DispositionType, named.Content.Headers.ContentDisposition?.FileNameStar));
        var bare = await shared.Client.PostFileAsync("/v1/fix?threshold=1", folder["a.png"]);
        Assert.Equal("picture.png", bare.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task ResultsAreFetchedInPartsAndTheirHeadAlone()
    {
        var started = await shared.Client.PostFormAsync("/v1/jobs", folder.Draw("a.png"));
        var job = started.Headers.Location!.ToString();
        await shared.Client.GetStringAsync($"{job}/events");
        var whole = await shared.Client.GetByteArrayAsync($"{job}/results.zip");

        using var head = new HttpRequestMessage(HttpMethod.Head, $"{job}/results.zip");
        var told = await shared.Client.SendAsync(head);
        Assert.Equal((HttpStatusCode.OK, whole.Length, "bytes"), (told.StatusCode, (int)told.Content.Headers.ContentLength!, told.Headers.AcceptRanges.Single()));
        Assert.Empty(await told.Content.ReadAsByteArrayAsync());
        using var rest = new HttpRequestMessage(HttpMethod.Get, $"{job}/results.zip");
        rest.Headers.Range = new RangeHeaderValue(100, null);
        rest.Headers.IfRange = new RangeConditionHeaderValue(told.Headers.ETag!);
        var part = await shared.Client.SendAsync(rest);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(whole[100..], await part.Content.ReadAsByteArrayAsync());
        using var beyond = new HttpRequestMessage(HttpMethod.Get, $"{job}/results.zip");
        beyond.Headers.Range = new RangeHeaderValue(whole.Length, null);
        var none = await shared.Client.SendAsync(beyond);
        Assert.Equal(whole.Length, none.Content.Headers.ContentRange?.Length);
        await none.AssertProblemAsync(HttpStatusCode.RequestedRangeNotSatisfiable, "range-not-satisfiable");
    }

    [Fact]
    public async Task ThePageAboutErrorsIsRenderedForBrowsers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/errors.md");
        request.Headers.Accept.ParseAdd("text/html");
        var page = await shared.Client.SendAsync(request);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h2 id=\"not-a-picture\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDescriptionTellsOfKeysAndCodes()
    {
        var description = JsonDocument.Parse(await shared.Client.GetStringAsync("/openapi.json")).RootElement;
        Assert.Equal("bearer", description.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        Assert.True(description.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties").TryGetProperty("code", out _));
        var tooBusy = description.GetProperty("paths").GetProperty("/v1/fix").GetProperty("post").GetProperty("responses").GetProperty("429");
        Assert.True(tooBusy.GetProperty("headers").TryGetProperty("Retry-After", out _));
    }
}
