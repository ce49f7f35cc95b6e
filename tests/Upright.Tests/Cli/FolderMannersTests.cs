namespace Upright.Tests.Cli;

/// <summary>What a run over a folder tells, carries along and refuses.</summary>
public sealed class FolderMannersTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public FolderMannersTests()
    {
        folder.Draw("in/a.png");
        File.WriteAllText(folder["in/a.xmp"], "sidecar");
        File.WriteAllText(folder["in/film.MOV"], "film");
        File.WriteAllText(folder["in/other.mov"], "film");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WhatIsLeftOutIsTold()
    {
        const string Told = "3 files left out: 2 mov, 1 xmp";
        Assert.Contains(Told, (await ToolRun.Of("detect", folder["in"])).Messages, StringComparison.Ordinal);
        Assert.Contains(Told, (await ToolRun.Of("fix", folder["in"], "-o", folder["out"])).Messages, StringComparison.Ordinal);
        await ToolRun.Of("report", folder["out"]);
        Assert.Contains(Told, File.ReadAllText(folder["out/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OthersAreCarriedAlongWithTheirTimes()
    {
        var written = folder.WrittenLongAgo("in/a.xmp");

        var run = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--copy-others");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["a.png", "a.xmp", "film.MOV", "other.mov", "upright.jsonl"], Directory.GetFiles(folder["out"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["out/a.xmp"]));
        Assert.DoesNotContain("left out", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANamedFileInTheOutputFolderIsNotLeftOut()
    {
        folder.Draw("in/b.png");
        var run = await ToolRun.Of("fix", folder["in/a.png"], folder["in/b.png"], "-o", folder["in"], "--json");

        Assert.Equal(UprightError.WouldOverwriteInput.ExitCode, run.ExitCode);
        Assert.Equal(2, run.Lines.Length);
    }

    [Fact]
    public async Task TwoReportsOfOneNameAreRefusedBeforeTheRun()
    {
        folder.Draw("in/a.jpg");

        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--report")).ExitCode);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task ADryRunWritesNothingAndTheEndNamesTheNextStep()
    {
        var before = folder.Files;
        folder.Draw("in/b.png");
        var dry = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "0", "--dry-run");
        Assert.Contains("would be ", dry.Answers, StringComparison.Ordinal);
        Assert.Equal([.. before, "in/b.png"], folder.Files.Order(StringComparer.Ordinal).OrderBy(name => name == "in/b.png"));

        var run = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "1");
        Assert.Contains($"upright review {folder["out"]}", run.Messages, StringComparison.Ordinal);
    }
}
