namespace Upright.Tests.Fleet;

/// <summary>Workers and servers that die in mid-run: every picture is done, none lost, none differs.</summary>
[Collection("Fleet")]
public sealed class ServerFaultTests : IAsyncLifetime
{
    // A cluster of its own, since a node of it dies.
    private readonly NatsCluster cluster = new();
    private FleetRun run = null!;

    public async ValueTask InitializeAsync()
    {
        await cluster.StartAsync();
        run = new FleetRun(cluster);
    }

    public async ValueTask DisposeAsync()
    {
        run?.Dispose();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task AKilledWorkerAndAKilledServerLoseNothing()
    {
        const int Pictures = 12;
        run.Draw(Pictures - 2);
        File.WriteAllText(run.Folder["in/poison.png"], "no picture");
        string[] settings = ["--lease", "5", "--attempts", "50"];
        await run.Enqueue(settings);
        using var first = run.StartWorker();
        using var second = run.StartWorker();
        await Eventually.IsTrueAsync("some are done", async () =>
        {
            await first.AssertRuns();
            await second.AssertRuns();
            return await run.Count("done") >= 3;
        });

        first.Kill();
        await run.Collect("--no-wait");
        await cluster.KillLeaderOfAsync(run.Names.Items);
        // However fast the workers were, one picture at least is done by what is left of them and of the cluster.
        run.Folder.Draw("in/late.png");
        Assert.Contains("1 put", (await run.Enqueue(settings)).Answers, StringComparison.Ordinal);
        using var third = run.StartWorker("--until-done");
        Assert.Equal(0, (await third.EndAsync()).ExitCode);
        second.Terminate();
        Assert.Equal(0, (await second.EndAsync()).ExitCode);

        var collected = await run.Collect();
        Assert.Equal(UprightError.NotAPicture.ExitCode, collected.ExitCode);
        Assert.StartsWith($"{Pictures} pictures:", collected.Messages, StringComparison.Ordinal);
        await run.AssertSameAsLocalRun();
    }
}
