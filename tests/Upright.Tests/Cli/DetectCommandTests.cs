using System.Text.Json;
using System.Text.RegularExpressions;

namespace Upright.Tests.Cli;

public sealed partial class DetectCommandTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OnePictureIsAnsweredInOneLineAPersonCanRead()
    {
        var run = await ToolRun.Of("detect", folder.Draw("a.jpg"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(PredictedAngle(), run.Lines[0]);
        Assert.Empty(run.Messages);
    }

    [Fact]
    public async Task AMereSuspicionOfAMirrorIsNotTold()
    {
        var sample = Path.Combine(Repository.Root, "samples", "test_input.jpg");

        var run = await ToolRun.Of("detect", sample);

        Assert.DoesNotContain("mirror", run.Answers, StringComparison.Ordinal);
        Assert.DoesNotContain("mirror", (await ToolRun.Of("detect", sample, "--json")).Answers, StringComparison.Ordinal);
        Assert.DoesNotContain("mirror", (await ToolRun.Of("detect", sample, "--verbose")).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DetectChangesNothing()
    {
        folder.Draw("a.jpg");
        var before = folder.Bytes("a.jpg");

        await ToolRun.Of("detect", folder["a.jpg"], "--threshold", "0");

        Assert.Equal(["a.jpg"], folder.Files);
        Assert.Equal(before, folder.Bytes("a.jpg"));
    }

    [Fact]
    public async Task CsvBeginsWithTheHeaderAndKeepsEveryPathAsGiven()
    {
        var relative = Path.GetRelativePath(".", folder.Draw("with, comma.png"));
        var run = await ToolRun.Of("detect", relative, "nowhere.jpg", "--csv", "--threshold", "1");

        Assert.Equal("file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason", run.Lines[0]);
        Assert.StartsWith($"\"{relative}\",", run.Lines[1], StringComparison.Ordinal);
        var cells = run.Lines[1][(relative.Length + 3)..].Split(',');
        Assert.Matches(@"^-?\d+\.\d{3}$", cells[0]); // the angle is told, also when it is not sure
        Assert.Equal(["320", "240"], cells[4..6]);
        Assert.Equal(["", ""], cells[7..9]);
        Assert.StartsWith("nowhere.jpg,,,,,,,", run.Lines[2], StringComparison.Ordinal);
        Assert.Equal("", cells[^2]); // nothing is turned
        Assert.EndsWith(",file-not-found,,,,", run.Lines[2], StringComparison.Ordinal);
        Assert.Equal(UprightError.FileNotFound.ExitCode, run.ExitCode);
    }

    [Fact]
    public async Task JsonLinesBeginWithThePathAndTellErrorsAsObjects()
    {
        var run = await ToolRun.Of("detect", folder.Draw("ä.png"), folder["missing.png"], "--json");

        using var found = JsonDocument.Parse(run.Lines[0]);
        Assert.Equal(folder["ä.png"], found.RootElement.GetProperty("file").GetString());
        Assert.Equal("file", found.RootElement.EnumerateObject().First().Name);
        Assert.InRange(found.RootElement.GetProperty("predicted_angle").GetDouble(), -180, 180);
        Assert.Matches("^(turn|leave|unsure)$", found.RootElement.GetProperty("decision").GetString());
        Assert.Equal(320, found.RootElement.GetProperty("input_size")[0].GetInt32());
        Assert.False(found.RootElement.TryGetProperty("turned_by", out _));
        using var failed = JsonDocument.Parse(run.Lines[1]);
        Assert.Equal("file-not-found", failed.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task AFolderMeansEveryPictureBelowIt()
    {
        folder.Draw("b.png");
        folder.Draw("deep/er/a.jpg");
        File.WriteAllText(folder["notes.txt"], "no picture");

        var run = await ToolRun.Of("detect", folder.Root, "--csv");

        Assert.Equal([folder["b.png"], folder["deep/er/a.jpg"]], run.Lines.Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task AGlobThatTheShellLeftAloneIsExpanded()
    {
        folder.Draw("x/a.png");
        folder.Draw("x/y/b.png");
        folder.Draw("x/c.jpg");

        var run = await ToolRun.Of("detect", folder["x/**/*.png"], "--csv");

        Assert.Equal([folder["x/a.png"], folder["x/y/b.png"]], run.Lines.Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AGlobWithoutAMatchIsAFileThatIsNotThere()
    {
        var run = await ToolRun.Of("detect", folder["*.png"]);

        Assert.Equal(UprightError.FileNotFound.ExitCode, run.ExitCode);
    }

    [Fact]
    public async Task AStreamIsCalledByItsDash()
    {
        folder.Draw("a.png");
        var run = await ToolRun.WithInput(folder.Bytes("a.png"), "detect", "-", "--csv");

        Assert.StartsWith("-,", run.Lines[1], StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task OneBadFileDoesNotStopTheOthersAndTheHighestCodeIsTheExitCode()
    {
        File.WriteAllBytes(folder["empty.jpg"], []);
        File.WriteAllText(folder["text.jpg"], "not a picture at all");
        folder.Draw("z.jpg");

        var run = await ToolRun.Of("detect", folder.Root);

        Assert.Equal(Math.Max(UprightError.EmptyFile.ExitCode, UprightError.NotAPicture.ExitCode), run.ExitCode);
        Assert.Single(run.Lines);
        Assert.StartsWith(folder["z.jpg"] + ": ", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("empty-file", run.Messages, StringComparison.Ordinal);
        Assert.Contains("not-a-picture", run.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-pixels", "1K", "too-many-pixels")]
    [InlineData("--max-file-size", "100", "file-too-large")]
    [InlineData("--threshold", "2", "invalid-options")]
    [InlineData("--model", "/nowhere.onnx", "unusable-model")]
    [InlineData("--device", "cuda", "device-unavailable")]
    public async Task LimitsAndOptionsHaveTheirOwnErrors(string option, string value, string code)
    {
        var run = await ToolRun.Of("detect", folder.Draw("a.png"), option, value);

        Assert.Contains(code, run.Messages, StringComparison.Ordinal);
        Assert.Equal(UprightError.Catalogue.Single(error => error.Code == code).ExitCode, run.ExitCode);
    }

    [Fact]
    public async Task QuietSaysNothingAndVerboseSaysWhy()
    {
        folder.Draw("a.png");

        Assert.Empty((await ToolRun.Of("detect", folder["a.png"], "--quiet")).Answers);
        Assert.Contains("glance", (await ToolRun.Of("detect", folder["a.png"], "--verbose")).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongCommandLineIsExitCode2()
    {
        Assert.Equal(2, (await ToolRun.Of("detect")).ExitCode);
        Assert.Equal(2, (await ToolRun.Of("detect", "a.jpg", "--no-such-option")).ExitCode);
        Assert.Equal(2, (await ToolRun.Of("detect", "a.jpg", "--json", "--csv")).ExitCode);
        Assert.Equal(2, (await ToolRun.Of("detect", "a.jpg", "--max-pixels", "many")).ExitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("detect", "--help")]
    [InlineData("fix", "--help")]
    public async Task HelpHasExamples(params string[] arguments)
    {
        var run = await ToolRun.Of(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Answers, StringComparison.Ordinal);
        Assert.Contains("upright ", run.Answers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task CompletionPrintsAScriptThatAsksTheTool(string shell) =>
        Assert.Contains("[suggest:", (await ToolRun.Of("completion", shell)).Answers, StringComparison.Ordinal);

    [GeneratedRegex(@"^Predicted angle: -?\d+\.\d°$")]
    private static partial Regex PredictedAngle();
}
