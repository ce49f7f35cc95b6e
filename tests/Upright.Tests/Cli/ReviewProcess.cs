using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Upright.Tests.Cli;

/// <summary>`upright review` as a process of its own, and its page's part played by a client.</summary>
internal sealed class ReviewProcess : IDisposable
{
    private readonly string folder;
    private readonly HttpClient client = new();
    private ToolProcess tool;

    private ReviewProcess(string folder, ToolProcess tool) => (this.folder, this.tool) = (folder, tool);

    /// <summary>The page's address, with the token.</summary>
    public Uri Address { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ReviewProcess> StartAsync(string folder)
    {
        ReviewProcess review = new(folder, ToolProcess.Start("review", folder));
        review.Address = new Uri(await review.tool.AnswerAsync());
        return review;
    }

    /// <summary>Ends it, changes what the ledger says of each file, and starts it again.</summary>
    public async Task RestartAsync(Action<string, JsonObject> change, params string[] options)
    {
        await KillAsync();
        tool.Dispose();
        RunLedger.Rewrite(folder, change);
        tool = ToolProcess.Start(["review", folder, .. options]);
        Address = new Uri(await tool.AnswerAsync());
    }

    /// <summary>Everything that is to be looked at, in order.</summary>
    public async Task<List<JsonObject>> RowsAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, "pictures");
        return await RowsAsync(answer);
    }

    /// <summary>Decides about a picture, or a page of a document, and tells what the page is told then.</summary>
    public async Task<List<JsonObject>> DecideAsync(string name, double angle, int? page = null, bool document = false)
    {
        var row = (await RowsAsync()).Single(row => Path.GetFileName((string)row["file"]!) == name && (int?)row["page"] == page);
        using var answer = await SendAsync(HttpMethod.Post, "decide", JsonContent.Create(new JsonObject { ["index"] = (int)row["index"]!, ["angle"] = angle, ["document"] = document }));
        return await RowsAsync(answer);
    }

    /// <summary>Sends a request that has the token.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Address, "/" + path)) { Content = body };
        request.Headers.Add("X-Upright-Token", Address.Query["?token=".Length..]);
        return await client.SendAsync(request, Cancellation);
    }

    public Task KillAsync() => tool.KillAsync();

    public void Dispose()
    {
        tool.Dispose();
        client.Dispose();
    }

    private static async Task<List<JsonObject>> RowsAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. JsonNode.Parse(text)!.AsArray().Select(row => row!.AsObject())];
    }
}
