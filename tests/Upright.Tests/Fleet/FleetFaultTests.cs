namespace Upright.Tests.Fleet;

/// <summary>Workers and servers that die, hang or are told to stop: every picture is done, none lost, none differs.</summary>
public sealed class FleetFaultTests : IAsyncLifetime
{
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
        const int Pictures = 24;
        run.Draw(Pictures - 1);
        File.WriteAllText(run.Folder["in/poison.png"], "no picture");
        await run.Enqueue();
        using var first = run.StartWorker();
        using var second = run.StartWorker("--until-done");
        await Eventually.IsTrueAsync("some are done", async () => await run.Count("done") >= 3);

        first.Kill();
        await run.Collect("--no-wait");
        await cluster.KillLeaderOfAsync(run.Names.Items);
        using var third = run.StartWorker("--until-done");
        Assert.Equal(0, (await second.EndAsync()).ExitCode);
        Assert.Equal(0, (await third.EndAsync()).ExitCode);

        var collected = await run.Collect();
        Assert.Equal(UprightError.NotAPicture.ExitCode, collected.ExitCode);
        Assert.StartsWith($"{Pictures} pictures:", collected.Messages, StringComparison.Ordinal);
        await run.AssertSameAsLocalRun();
    }

    [Fact]
    public async Task APictureThatHangsIsGivenUpAndStopsNoOther()
    {
        run.Draw(1);
        Needs.Output("mkfifo", run.Folder["in/hangs.png"]);
        await run.Enqueue("--time-limit", "1", "--attempts", "2", "--backoff", "0");
        using var worker = run.StartWorker("--until-done");

        Assert.Equal(0, (await worker.EndAsync()).ExitCode);

        Assert.Contains("hangs.png: gave-up: The picture was given up after several attempts. It took longer than 1 seconds.", (await run.Failures()).Answers, StringComparison.Ordinal);
        Assert.Equal(2, await run.Count("done"));
    }

    [Fact]
    public async Task APictureThatWorkersDieOfIsMovedAside()
    {
        Directory.CreateDirectory(run.Folder["in"]);
        Needs.Output("mkfifo", run.Folder["in/deadly.png"]);
        await run.Enqueue("--attempts", "1");
        using var victim = run.StartWorker();
        await Eventually.IsTrueAsync("it is taken", async () => await run.Count("in_progress") == 1);

        victim.Kill();
        await run.Work();

        Assert.Contains("1 workers that took it ended or fell silent", (await run.Failures()).Answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkerThatIsToldToStopFinishesWhatItHoldsAndOthersNeedNotWait()
    {
        run.Draw(8);
        await run.Enqueue("--lease", "3600");
        using var worker = run.StartWorker();
        await Eventually.IsTrueAsync("some are done", async () => await run.Count("done") >= 1);

        worker.Terminate();
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);

        Assert.Equal(0, await run.Count("in_progress"));
        await run.Work();
        Assert.Equal(8, await run.Count("done"));
    }
}
