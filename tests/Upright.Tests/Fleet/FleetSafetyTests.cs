using System.Text;
using Upright.Cli.Fleet;

namespace Upright.Tests.Fleet;

/// <summary>Messages from anybody: nothing they say leads a worker out of its folders.</summary>
[Collection("Fleet")]
public sealed class FleetSafetyTests(NatsCluster cluster) : IAsyncLifetime
{
    private FleetRun run = null!;

    public async ValueTask InitializeAsync()
    {
        await cluster.StartAsync();
        run = new FleetRun(cluster);
        run.Draw(1);
        await run.Put(run.Folder["in"], run.Folder["in"]);
    }

    public ValueTask DisposeAsync()
    {
        run?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task PathsThatLeadOutAreRefused()
    {
        run.Folder.Draw("secret/house.png");
        Directory.CreateSymbolicLink(run.Folder["in/link"], run.Folder["secret"]);
        Directory.CreateDirectory(run.Folder["out"]);
        Directory.CreateSymbolicLink(run.Folder["out/link"], run.Folder["secret"]);
        var job = await run.OpenAsync();
        foreach (var path in new[] { "../secret/house.png", run.Folder["secret/house.png"], "link/house.png", "", ".", "a/../../secret/house.png", "nul\0.png" })
        {
            await job.PutAsync(Item(path, "read.png"), TestContext.Current.CancellationToken);
        }

        foreach (var path in new[] { "../escaped.png", run.Folder["escaped.png"], "link/escaped.png", "" })
        {
            await job.PutAsync(Item("tilted00.jpg", path), TestContext.Current.CancellationToken);
        }

        await run.Work(run.Folder["in"]);

        Assert.Equal(11, await run.Count("failed"));
        Assert.Equal(1, await run.Count("turned") + await run.Count("left"));
        Assert.Equal(["in/tilted00.jpg", "out/tilted00.jpg", "secret/house.png"], run.Folder.Files.Where(file => !file.Contains("link/", StringComparison.Ordinal)));
        Assert.All((await run.Failures()).Lines[1..], line => Assert.Contains("invalid-options", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[1")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task AMessageThatIsNoItemEndsAside(string text)
    {
        await cluster.JetStream().PublishAsync(run.Names.Item("strange"), Encoding.UTF8.GetBytes(text), cancellationToken: TestContext.Current.CancellationToken);

        await run.Work(run.Folder["in"]);

        Assert.Contains("The message is no item", (await run.Failures()).Answers, StringComparison.Ordinal);
        Assert.Equal(0, await run.Count("pending"));
    }

    [Fact]
    public async Task AResultOfTheObjectStoreIsNotBroughtOutOfTheFolder()
    {
        using FleetRun stored = new(cluster);
        stored.Draw(1);
        await stored.Put(stored.Folder["in"], stored.Folder["in"], "--results-by-object-store");
        await (await stored.OpenAsync()).PutAsync(Item("tilted00.jpg", "../escaped.jpg"), TestContext.Current.CancellationToken);
        await stored.Work(stored.Folder["in"]);

        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await stored.Collect()).ExitCode);

        Assert.Equal(["in/tilted00.jpg", "out/tilted00.jpg", "out/upright.jsonl"], stored.Folder.Files);
    }

    private static WorkItem Item(string path, string output) => new("given", "/given", output, 1, DateTime.UnixEpoch, path, null);
}
