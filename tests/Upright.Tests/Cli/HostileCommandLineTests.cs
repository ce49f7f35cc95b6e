using Upright.Tests.Imaging;

namespace Upright.Tests.Cli;

/// <summary>Names and numbers that a folder of strangers, or a slip of the hand, brings to the command line.</summary>
public sealed class HostileCommandLineTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task NameWithAnAtSignIsAPictureAndNoFileOfOptions()
    {
        var path = folder.Draw("a.png");
        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        using TemporaryFolder here = new();
        var options = here.Save("options.jpg", "--in-place\n--threshold\n0"u8.ToArray());

        var run = await ToolRun.Of("detect", path, "@" + options);

        Assert.Equal(UprightError.FileNotFound.ExitCode, run.ExitCode);
        Assert.Contains("@" + options, run.Messages, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--threshold", "0,9")]
    [InlineData("--max-angle", "1,000")]
    [InlineData("--dead-band", "NaN")]
    public async Task NumberWithACommaIsRefused(string option, string number)
    {
        var run = await ToolRun.Of("detect", folder.Draw("a.png"), option, number);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{number}'", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyNamesHaveAnAnswerOfTheCatalogue()
    {
        Assert.Equal(UprightError.FileNotFound.ExitCode, (await ToolRun.Of("detect", "")).ExitCode);
        Assert.Equal(UprightError.FileNotFound.ExitCode, (await ToolRun.Of("fix", folder.Draw("beside.png"), "")).ExitCode);
        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await ToolRun.Of("fix", folder.Draw("a.png"), "-o", "")).ExitCode);
    }

    [Theory]
    [InlineData("detect")]
    [InlineData("fix")]
    public async Task ListThatIsNoTextIsRefused(string command)
    {
        var run = await ToolRun.Of(command, "--list", folder.Draw("a.png"));
        Assert.Equal(UprightError.InvalidOptions.ExitCode, run.ExitCode);
        Assert.Contains("-0", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClosedStandardInputIsEmpty()
    {
        using var run = ToolProcess.StartIn("exec <&-;", "detect", "-");
        Assert.Equal(UprightError.EmptyFile.ExitCode, (await run.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task PipeIsReadThoughOtherNumbersOfThisProcessLeadToIt()
    {
        using var run = ToolProcess.StartIn($"cat '{folder.Draw("a.png")}' |", "detect", "-");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task NameThatIsNoUtf8IsToldAndStopsNoOther()
    {
        using TemporaryFolder pictures = new();
        pictures.Save("z.png", await File.ReadAllBytesAsync(folder.Draw("a.png"), TestContext.Current.CancellationToken));
        using var run = ToolProcess.StartIn($"cd '{Path.GetDirectoryName(pictures["z.png"])}'; cp z.png $'b\\xff.png'; trap 'rm ./b*' EXIT;", "detect", ".");

        var ended = await run.EndAsync();

        Assert.Equal(UprightError.FileNotFound.ExitCode, ended.ExitCode);
        Assert.Contains("z.png", ended.Answers, StringComparison.Ordinal);
    }
}
