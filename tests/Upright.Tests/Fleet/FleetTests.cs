using System.Text.Json;
using NATS.Client.JetStream;
using Upright.Cli.Fleet;
using Upright.Tests.Cli;

namespace Upright.Tests.Fleet;

/// <summary>Jobs on a real cluster of three nodes.</summary>
[Collection("Fleet")]
public sealed class FleetTests(NatsCluster cluster) : IAsyncLifetime
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
    public async Task AFleetWritesWhatOneMachineWritesAndOneMachineCanGoOn()
    {
        run.Draw(4);

        Assert.Contains("(kept on 3): 4 put", (await run.Enqueue()).Answers, StringComparison.Ordinal);
        await run.Work();
        var collected = await run.Collect("--csv");

        Assert.Equal(0, collected.ExitCode);
        Assert.Equal(5, collected.Lines.Length);
        await run.AssertSameAsLocalRun();
        var local = await ToolRun.Of("fix", run.Folder["in"], "-o", run.Folder["out"], "--threshold", "0", "--csv");
        Assert.Contains("4 done by an earlier run", local.Messages, StringComparison.Ordinal);
        Assert.Equal(local.Answers, collected.Answers);
    }

    [Fact]
    public async Task PicturesAndResultsTravelByTheObjectStore()
    {
        run.Draw(3);

        await run.Put(run.Folder["in"], run.Folder["elsewhere"], "--by-object-store", "--results-by-object-store");
        await run.Work(run.Folder["nowhere"]);
        Assert.False(Directory.Exists(run.Folder["out"]));
        Assert.Contains("0 put, 3 there already", (await run.Put(run.Folder["in"], run.Folder["elsewhere"], "--by-object-store", "--results-by-object-store")).Answers, StringComparison.Ordinal);
        await run.Collect();

        await run.AssertSameAsLocalRun();
    }

    [Theory]
    [InlineData]
    [InlineData("--by-object-store", "--results-by-object-store")]
    public async Task WhatIsLeftOfAHeicToTurnIsWrittenAsAJpegOfItsName(params string[] ways)
    {
        Needs.Program("heif-enc");
        run.Folder.Draw("in/level.png");
        Needs.Output("heif-enc", run.Folder.DrawTilted("tilted.png"), "-o", run.Folder["in/tilted.heic"]);

        await run.Enqueue(ways);
        await run.Work();
        await run.Collect();

        Assert.True(File.Exists(run.Folder["out/tilted.jpg"]));
        Assert.Contains(run.Ledger(), line => ((string)line["file"]!).EndsWith("tilted.heic", StringComparison.Ordinal) && ((string)line["output"]!).EndsWith("tilted.jpg", StringComparison.Ordinal));
        await run.AssertSameAsLocalRun();
    }

    [Fact]
    public async Task EnqueuedAgainOnlyWhatIsNewOrChangedIsPut()
    {
        run.Draw(3);
        await run.Enqueue();
        run.Folder.Draw("in/new.png");
        File.SetLastWriteTimeUtc(run.Folder["in/tilted00.jpg"], DateTime.UtcNow.AddMinutes(1));

        Assert.Contains("2 put, 2 there already", (await run.Enqueue()).Answers, StringComparison.Ordinal);
        Assert.Equal(5, await run.Count("pending"));
    }

    [Fact]
    public async Task OtherOptionsForTheSameJobAreRefused()
    {
        run.Draw(1);
        await run.Enqueue();

        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await run.Enqueue("--canvas", "inner")).ExitCode);
    }

    [Theory]
    [InlineData("another model", null, "unusable-model")]
    [InlineData(null, "0.0.1", "invalid-options")]
    public async Task AWorkerWithAnotherModelOrVersionThanTheJobRefuses(string? model, string? version, string code)
    {
        run.Draw(1);
        await run.Enqueue();
        var settings = (await run.OpenAsync()).Settings;
        var other = settings with { Model = model ?? settings.Model, Version = version ?? settings.Version };
        var put = await cluster.JetStream().PublishAsync(
            run.Names.Settings, JsonSerializer.SerializeToUtf8Bytes(other, FleetJson.Default.JobSettings), cancellationToken: TestContext.Current.CancellationToken);
        put.EnsureSuccess();

        var work = await run.Work();

        Assert.Equal(UprightError.Catalogue.Single(error => error.Code == code).ExitCode, work.ExitCode);
        Assert.Contains(model ?? version!, work.Messages, StringComparison.Ordinal);
        Assert.Equal(1, await run.Count("pending"));
        Assert.DoesNotContain(run.Folder.Files, file => file.StartsWith("out/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PicturesOfAListKeepTheirPlaceBelowTheSharedFolder()
    {
        run.Draw(2);
        File.WriteAllText(run.Folder["list"], $"{run.Folder["in/tilted00.jpg"]}\n\n{run.Folder["in/missing.jpg"]}\n");

        var put = await run.Put(run.Folder["in/deep"], run.Folder.Root, "--list", run.Folder["list"]);
        await run.Work();

        Assert.Contains("2 put, 0 there already, 1 failed", put.Answers, StringComparison.Ordinal);
        Assert.Equal(UprightError.FileNotFound.ExitCode, put.ExitCode);
        Assert.Contains("out/in/tilted00.jpg", run.Folder.Files);
        Assert.Contains("out/house01.png", run.Folder.Files);
    }

    [Fact]
    public async Task ABadPictureEndsAsideWithItsReasonAndCanBeTriedAgain()
    {
        run.Draw(1);
        File.WriteAllText(run.Folder["in/bad.jpg"], "no picture");
        await run.Enqueue();
        await run.Work();

        Assert.Contains("bad.jpg: not-a-picture", (await run.Failures()).Answers, StringComparison.Ordinal);
        var collected = await run.Collect();
        Assert.Equal(UprightError.NotAPicture.ExitCode, collected.ExitCode);
        Assert.Contains("1 failed", collected.Messages, StringComparison.Ordinal);

        run.Folder.Draw("in/bad.jpg");
        Assert.Contains("1 failed pictures put in again", (await run.Retry()).Answers, StringComparison.Ordinal);
        await run.Work();
        Assert.Equal(0, (await run.Collect()).ExitCode);
        Assert.Equal(0, await run.Count("failed"));
    }

    [Fact]
    public async Task TooLargeForTheObjectStoreIsSaidAndNotPut()
    {
        run.Draw(1);

        var put = await run.Enqueue("--by-object-store", "--max-object-size", "1K");

        Assert.Equal(UprightError.FileTooLarge.ExitCode, put.ExitCode);
        Assert.Contains("--max-object-size", put.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APictureOutsideTheSharedFolderIsNotPut()
    {
        run.Draw(1);

        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await run.Put(run.Folder["in/tilted00.jpg"], run.Folder["in/deep"])).ExitCode);
    }

    [Fact]
    public async Task AnUnknownJobIsSaid() =>
        Assert.Equal(UprightError.UnknownJob.ExitCode, (await run.Failures()).ExitCode);

    [Fact]
    public async Task WithoutAServerTheErrorSaysSoAndKeepsThePasswordToItself()
    {
        var status = await ToolRun.Of("status", "--nats", "nats://me:secret@127.0.0.1:9");

        Assert.Equal(UprightError.FleetUnavailable.ExitCode, status.ExitCode);
        Assert.Contains("127.0.0.1:9", status.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", status.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpDoesNotShowTheEnvironmentsPassword()
    {
        Environment.SetEnvironmentVariable("NATS_URL", cluster.Url);

        Assert.DoesNotContain(NatsCluster.Password, (await ToolRun.Of("status", "--help")).Answers, StringComparison.Ordinal);
    }
}
