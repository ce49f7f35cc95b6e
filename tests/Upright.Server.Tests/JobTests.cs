using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NetVips;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class JobTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ManyPicturesAreDoneAndFollowedAndFetched()
    {
        File.WriteAllText(folder["notes.png"], "no picture");
        var started = await shared.Client.PostFormAsync("/v1/jobs?turn=90", folder.Draw("a.png"), folder.Draw("b.jpg"), folder["notes.png"]);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var job = started.Headers.Location!.ToString();

        var events = (await shared.Client.GetStringAsync($"{job}/events")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(events, item => Assert.StartsWith("event: progress\ndata: {", item, StringComparison.Ordinal));
        var last = JsonDocument.Parse(events[^1].Split("data: ")[1]).RootElement;
        Assert.Equal(("done", 3, 3, 1), (last.GetProperty("state").GetString(), last.GetProperty("total").GetInt32(), last.GetProperty("done").GetInt32(), last.GetProperty("failed").GetInt32()));

        using var zip = new ZipArchive(await shared.Client.GetStreamAsync($"{job}/results.zip"));
        Assert.Equal(["a.png", "b.jpg", "angles.csv"], zip.Entries.Select(entry => entry.FullName));
        using var picture = Image.NewFromStream(await zip.GetEntry("a.png")!.OpenAsync());
        Assert.Equal((240, 320), (picture.Width, picture.Height));

        var table = (await shared.Client.GetStringAsync($"{job}/results.csv")).Split('\n');
        Assert.Equal("file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason", table[0]);
        Assert.All(table[1..3], row => Assert.Contains(",90.000,", row, StringComparison.Ordinal));
        Assert.Equal("notes.png,,,,,,,,not-a-picture,,,,", table[3]);
        var results = JsonDocument.Parse(await shared.Client.GetStringAsync($"{job}/results.json")).RootElement;
        Assert.Equal(["a.png", "b.jpg", "notes.png"], results.EnumerateArray().Select(result => result.GetProperty("file").GetString()));
        Assert.Equal("not-a-picture", results[2].GetProperty("error").GetString());
    }

    [Fact]
    public async Task AJobIsStoppedAndForgottenWithItsFiles()
    {
        await using var server = await RunningServer.StartAsync("--Upright:Concurrency=1");
        var job = await StartAsync(server, Enumerable.Repeat(folder.Draw("a.jpg", 1600, 1200), 12));
        await (await server.Client.GetAsync($"{job}/results.zip")).AssertProblemAsync(HttpStatusCode.Conflict, "job-not-done");

        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync(job)).StatusCode);

        await (await server.Client.GetAsync(job)).AssertProblemAsync(HttpStatusCode.NotFound, "unknown-job");
        await Eventually.TrueAsync(() => server.TemporaryFiles == 0, "its files are gone");
    }

    [Fact]
    public async Task ResultsExpire()
    {
        await using var server = await RunningServer.StartAsync("--Upright:JobExpiry=00:00:00.5");
        var job = await StartAsync(server, [folder.Draw("a.png")]);

        await Eventually.TrueAsync(async () => (await server.Client.GetAsync(job)).StatusCode == HttpStatusCode.NotFound, "the job is forgotten");
        await Eventually.TrueAsync(() => server.TemporaryFiles == 0, "its files are gone");
    }

    [Fact]
    public async Task JobsAreBoundedInNumberAndSize()
    {
        await using var server = await RunningServer.StartAsync("--Upright:MaxJobs=1", "--Upright:MaxJobPictures=2", "--Upright:MaxJobSize=100000");
        folder.Draw("a.png");
        await (await server.Client.PostFormAsync("/v1/jobs", folder["a.png"], folder["a.png"], folder["a.png"])).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large");
        File.WriteAllBytes(folder["big.png"], new byte[200_000]);
        await (await server.Client.PostFormAsync("/v1/jobs", folder["big.png"])).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large");
        await (await server.Client.PostFileAsync("/v1/jobs", folder["a.png"])).AssertProblemAsync(HttpStatusCode.BadRequest, "cannot-read");
        await (await server.Client.PostFormAsync("/v1/jobs?threshold=7", folder["a.png"])).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");
        Assert.Equal(0, server.TemporaryFiles);
    }

    [Fact]
    public async Task JobsThatComeAtOnceAreNoMoreThanMayRun()
    {
        await using var server = await RunningServer.StartAsync("--Upright:MaxJobs=2", "--Upright:Concurrency=1");
        string[] pictures = [.. Enumerable.Repeat(folder.Draw("a.jpg", 1600, 1200), 20)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.Client.PostFormAsync("/v1/jobs", pictures)));

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests]));
    }

    [Fact]
    public async Task JobsThatAreDoneKeepNobodyOut()
    {
        await using var server = await RunningServer.StartAsync("--Upright:MaxJobs=1", "--Upright:MaxDoneJobs=2");
        List<string> jobs = [];
        for (var i = 0; i < 4; i++)
        {
            jobs.Add(await StartAsync(server, [folder.Draw("a.png")]));
            await server.Client.GetStringAsync($"{jobs[^1]}/events");
        }

        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(jobs[0])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(jobs[^1])).StatusCode);
    }

    [Fact]
    public async Task AJobBelongsToItsKey()
    {
        await using var server = await RunningServer.StartAsync($"--Upright:ApiKeys:one={Hash("first")}", $"--Upright:ApiKeys:two={Hash("second")}");
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", "first");
        var job = await StartAsync(server, [folder.Draw("a.png")]);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(job)).StatusCode);

        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", "second");
        await (await server.Client.GetAsync(job)).AssertProblemAsync(HttpStatusCode.NotFound, "unknown-job");
        await (await server.Client.DeleteAsync(job)).AssertProblemAsync(HttpStatusCode.NotFound, "unknown-job");
    }

    [Fact]
    public async Task ARunningJobDoesNotKeepTheServiceFromStopping()
    {
        await using var server = await RunningServer.StartAsync("--Upright:Concurrency=1");
        var job = await StartAsync(server, Enumerable.Repeat(folder.Draw("a.jpg", 1600, 1200), 12));
        using var events = await server.Client.GetAsync($"{job}/events", HttpCompletionOption.ResponseHeadersRead);

        await server.StopAsync().WaitAsync(Eventually.Deadline); // its requests would have twice that
        Assert.Contains("event: stopping\ndata: {", await events.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\pictures\a.png", "a.png")]
    [InlineData("..", "picture")]
    [InlineData("a\n\0.png", "a.png")]
    [InlineData("猫.jpg", "猫.jpg")]
    [InlineData("nul.jpg", "_nul.jpg")]
    [InlineData("=cmd|'A0.png", "_=cmd_'A0.png")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("a?.png", "a_.png")]
    public void NamesInResultsAreBare(string given, string safe)
    {
        var names = new Jobs.PictureNames();
        Assert.Equal(safe, names.Safe(given));
        Assert.NotEqual(safe, names.Safe(given), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void NamesInResultsFitEveryFileSystem()
    {
        var name = new Jobs.PictureNames().Safe(new string('猫', 200) + ".jpg");
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 200, 255);
        Assert.EndsWith("猫.jpg", name, StringComparison.Ordinal);
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static async Task<string> StartAsync(RunningServer server, IEnumerable<string> paths)
    {
        var started = await server.Client.PostFormAsync("/v1/jobs", [.. paths]);
        Assert.True(started.StatusCode == HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        return started.Headers.Location!.ToString();
    }
}
