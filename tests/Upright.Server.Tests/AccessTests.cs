using System.Net;
using System.Security.Cryptography;
using System.Text;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class AccessTests : IDisposable
{
    private const string Key = "correct horse battery staple";
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WithKeysARequestNeedsOneAndHealthDoesNot()
    {
        await using var server = await RunningServer.StartAsync(KeySetting("press", Key));

        var without = await server.Client.PostFileAsync("/v1/estimate", folder.Draw("a.png"));
        await without.AssertProblemAsync(HttpStatusCode.Unauthorized, "key-needed");
        Assert.Equal("Bearer", without.Header("WWW-Authenticate"));
        await (await PostAsync(server, "wrong")).AssertProblemAsync(HttpStatusCode.Unauthorized, "key-needed");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, Key)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task AKeyThatIsNoHashStopsTheServiceAndIsNotShown()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningServer.StartAsync($"--Upright:ApiKeys:press={Key}"));
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("press", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachKeyHasItsOwnNumberOfRequests()
    {
        await using var server = await RunningServer.StartAsync(KeySetting("press", Key), KeySetting("shop", "another"), "--Upright:RequestsPerMinute=2");

        // Requests that cost nothing, so that three are made within the minute on any machine.
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(server, Key)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(server, Key)).StatusCode);
        var third = await AskAsync(server, Key);
        await third.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.InRange(third.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(server, "another")).StatusCode);
    }

    [Fact]
    public async Task NeitherKeysNorNamesOfPicturesAreLogged()
    {
        await using var server = await RunningServer.StartAsync(KeySetting("press", Key));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/estimate")
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(File.ReadAllBytes(folder.Draw("a.png"))), "picture", "holiday-in-secret.png" } },
        };
        request.Headers.Authorization = new("Bearer", Key);
        await server.Client.SendAsync(request);
        await PostAsync(server, "a wrong key");

        Assert.Contains("/v1/estimate", server.Log.Text, StringComparison.Ordinal);
        Assert.All((string[])[Key, "a wrong key", "holiday"], secret => Assert.DoesNotContain(secret, server.Log.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/openapi.json")]
    [InlineData("/nowhere")]
    [InlineData("/v1/estimate")]
    public async Task EveryAnswerHasTheSecurityHeaders(string address)
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await server.Client.GetAsync(address);

        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.StartsWith("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task WhoTriesKeysIsNotListenedToForAWhile()
    {
        await using var server = await RunningServer.StartAsync(KeySetting("press", Key));
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 12; i++)
        {
            answers.Add(await AskAsync(server, $"guess {i}"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0].StatusCode);
        await answers[^1].AssertProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(server, Key)).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task PagesOfOtherSitesAreRefused(string header, string value)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/estimate") { Content = new ByteArrayContent(File.ReadAllBytes(folder.Draw("a.png"))) };
        request.Headers.Add(header, value);
        await (await server.Client.SendAsync(request)).AssertProblemAsync(HttpStatusCode.Forbidden, "other-site");
    }

    [Fact]
    public async Task OtherNamesOfThisMachineAreNotAnswered()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Host = "rebound.example";
        await (await server.Client.SendAsync(request)).AssertProblemAsync(HttpStatusCode.BadRequest, "unknown-host");
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:7001", "--urls=http://127.0.0.1:7001")]
    [InlineData(null, "--http_ports=7002")]
    public async Task TheServiceListensOnThisMachineAloneUnlessToldOtherwise(string? address, params string[] settings)
    {
        string? listens = null;
        // ASPNETCORE_URLS and ASPNETCORE_HTTP_PORTS are the same settings, by the environment.
        await using var app = UprightServer.Build(settings, builder => listens = builder.WebHost.GetSetting("urls"));
        Assert.Equal(address, listens);
    }

    private static string KeySetting(string name, string key) =>
        $"--Upright:ApiKeys:{name}={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";

    private static Task<HttpResponseMessage> AskAsync(RunningServer server, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/jobs/none");
        request.Headers.Authorization = new("Bearer", key);
        return server.Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> PostAsync(RunningServer server, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/estimate") { Content = new ByteArrayContent(File.ReadAllBytes(folder["a.png"])) };
        request.Headers.Authorization = new("Bearer", key);
        return server.Client.SendAsync(request);
    }
}
