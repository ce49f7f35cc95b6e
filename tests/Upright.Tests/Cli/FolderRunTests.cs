using System.Text.Json;

namespace Upright.Tests.Cli;

/// <summary>Folders: several pictures at a time, and a ledger that knows what is done.</summary>
public sealed class FolderRunTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public FolderRunTests()
    {
        foreach (var name in new[] { "a.png", "b.jpg", "c.png", "deep/d.jpg" })
        {
            folder.Draw("in/" + name);
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task ResultsComeInTheOrderOfThePictures(string jobs)
    {
        var run = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--json", "--jobs", jobs);

        Assert.Equal(["a.png", "b.jpg", "c.png", "d.jpg"], run.Lines.Select(line => Path.GetFileName(Field(line, "file"))));
    }

    [Fact]
    public async Task TheSecondRunDoesNothingAndAnswersTheSame()
    {
        var first = await Fix();
        var written = Written();

        var second = await Fix();

        Assert.Equal(written, Written());
        Assert.Equal(first.Lines.Select(line => Field(line, "predicted_angle")), second.Lines.Select(line => Field(line, "predicted_angle")));
        Assert.Contains("4 done by an earlier run", second.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTurnIsInEachRowAndEmptyWhereAnOlderLedgerDoesNotTellIt()
    {
        string[] fix = ["fix", folder["in"], "-o", folder["out"], "--csv", "--threshold", "1", "--dead-band", "45"];
        var first = await ToolRun.Of(fix);
        RunLedger.Rewrite(folder["out"], (name, line) => Assert.True(name != "a.png" || line.Remove("turned_by")));

        var second = await ToolRun.Of(fix);

        Assert.Contains("4 done by an earlier run", second.Messages, StringComparison.Ordinal);
        Assert.Equal(["turned_by", "0.000", "0.000", "0.000", "0.000"], TurnedBy(first));
        Assert.Equal(["turned_by", "", "0.000", "0.000", "0.000"], TurnedBy(second));
    }

    [Fact]
    public async Task AChangedInputALostOutputAndANewPictureAreDone()
    {
        await Fix();
        var before = Written();
        File.SetLastWriteTimeUtc(folder["in/a.png"], DateTime.UtcNow.AddMinutes(1));
        File.Delete(folder["out/b.jpg"]);
        folder.Draw("in/e.png");

        var run = await Fix();

        Assert.Contains("3 pictures in", run.Messages, StringComparison.Ordinal);
        Assert.Contains("2 done by an earlier run", run.Messages, StringComparison.Ordinal);
        Assert.Equal(before["c.png"], Written()["c.png"]);
        Assert.NotEqual(before["a.png"], Written()["a.png"]);
    }

    [Fact]
    public async Task OtherSettingsDoEverythingAgain()
    {
        await Fix();

        Assert.DoesNotContain("earlier run", (await Fix("--canvas", "inner")).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherThreadsAndLimitsDoNothingAgain()
    {
        await Fix();

        Assert.Contains("4 done by an earlier run", (await Fix("--threads", "1", "--jobs", "1", "--device", "cpu", "--max-pixels", "300M")).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HalfALineOfAKilledRunCostsOnePicture()
    {
        await Fix();
        var ledger = folder["out/upright.jsonl"];
        File.WriteAllBytes(ledger, folder.Bytes("out/upright.jsonl")[..^20]);

        var run = await Fix();

        Assert.Contains("3 done by an earlier run", run.Messages, StringComparison.Ordinal);
        Assert.Contains("4 done by an earlier run", (await Fix()).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABadFileIsARowAndIsTriedAgain()
    {
        File.WriteAllText(folder["in/bad.jpg"], "no picture");

        var first = await Fix();
        Assert.NotEqual(0, first.ExitCode);
        Assert.Equal(5, first.Lines.Length);
        Assert.Contains("1 failed", first.Messages, StringComparison.Ordinal);

        folder.Draw("in/bad.jpg");
        Assert.Equal(0, (await Fix()).ExitCode);
    }

    [Fact]
    public async Task AnOutputFolderInsideTheInputIsNoInput()
    {
        await ToolRun.Of("fix", folder["in"], "-o", folder["in/out"]);

        Assert.Equal(4, (await ToolRun.Of("fix", folder["in"], "-o", folder["in/out"], "--json")).Lines.Length);
    }

    [Fact]
    public async Task TwoRunsIntoOneFolderAreRefused()
    {
        Directory.CreateDirectory(folder["out"]);
        await using var other = new FileStream(folder["out/upright.jsonl"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(UprightError.CannotWrite.ExitCode, (await Fix()).ExitCode);
    }

    private Task<ToolRun> Fix(params string[] more) => ToolRun.Of(["fix", folder["in"], "-o", folder["out"], "--json", "--threshold", "0", .. more]);

    private Dictionary<string, DateTime> Written() => Directory.GetFiles(folder["out"], "*.*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(".jsonl", StringComparison.Ordinal)).ToDictionary(path => Path.GetFileName(path)!, File.GetLastWriteTimeUtc);

    private static IEnumerable<string> TurnedBy(ToolRun run) => run.Lines.Select(line => line.Split(',')[^2]);

    private static string Field(string line, string name)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty(name).ToString();
    }
}
