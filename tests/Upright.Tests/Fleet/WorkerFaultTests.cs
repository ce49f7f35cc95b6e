namespace Upright.Tests.Fleet;

/// <summary>Pictures that hang or kill, and workers that are told to stop.</summary>
[Collection("Fleet")]
public sealed class WorkerFaultTests(NatsCluster cluster) : IAsyncLifetime
{
    private FleetRun run = null!;

    public async ValueTask InitializeAsync()
    {
        await cluster.StartAsync();
        run = new FleetRun(cluster);
    }

    public ValueTask DisposeAsync()
    {
        run?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task APictureThatHangsIsGivenUpAndStopsNoOther()
    {
        run.Draw(1);
        Needs.Output("mkfifo", run.Folder["in/hangs.png"]);
        await run.Enqueue(run.Folder["in/hangs.png"], "--time-limit", "20", "--attempts", "1"); // by name: folders leave pipes out
        using var worker = run.StartWorker("--until-done");

        Assert.Equal(0, (await worker.EndAsync()).ExitCode);

        Assert.Contains("hangs.png: gave-up: The picture was given up after several attempts. It took longer than 20 seconds.", (await run.Failures()).Answers, StringComparison.Ordinal);
        Assert.Equal(2, await run.Count("done"));
    }

    [Fact]
    public async Task APictureThatWorkersDieOfIsMovedAside()
    {
        Directory.CreateDirectory(run.Folder["in"]);
        Needs.Output("mkfifo", run.Folder["in/deadly.png"]);
        await run.Enqueue(run.Folder["in/deadly.png"], "--lease", "2", "--attempts", "1");
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

        await Eventually.IsTrueAsync("nothing is held", async () => await run.Count("in_progress") == 0);
        await run.Work();
        Assert.Equal(8, await run.Count("done"));
    }
}
