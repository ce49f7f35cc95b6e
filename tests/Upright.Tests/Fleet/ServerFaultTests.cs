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
        var (late, away) = (run.Folder.Draw("in/late.png"), run.Folder["away.png"]);
        await run.Enqueue("--lease", "2", "--backoff", "0.5", "--attempts", "50");
        // Like a share that is not mounted: the job is not done before everything that is to die is dead.
        File.Move(late, away);
        using var first = run.StartWorker();
        using var second = run.StartWorker("--until-done");
        await Eventually.IsTrueAsync("some are done", async () =>
        {
            await first.AssertRuns();
            await second.AssertRuns();
            return await run.Count("done") >= 3;
        });

        first.Kill();
        await run.Collect("--no-wait");
        await cluster.KillLeaderOfAsync(run.Names.Items);
        using var third = run.StartWorker("--until-done");
        File.Move(away, late);
        Assert.Equal(0, (await second.EndAsync()).ExitCode);
        Assert.Equal(0, (await third.EndAsync()).ExitCode);

        var collected = await run.Collect();
        Assert.Equal(UprightError.NotAPicture.ExitCode, collected.ExitCode);
        Assert.StartsWith($"{Pictures} pictures:", collected.Messages, StringComparison.Ordinal);
        await run.AssertSameAsLocalRun();
    }
}
