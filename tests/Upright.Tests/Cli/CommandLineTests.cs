namespace Upright.Tests.Cli;

/// <summary>The manners of the command line.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--threshold", "high", "--threshold: 'high' is no number")]
    [InlineData("--max-frames", "many", "--max-frames: 'many' is no whole number.")]
    [InlineData("--expect", "phone", "--expect: 'phone' is none of any, camera, scan.")]
    [InlineData("--jobs", "-1", "--jobs: 0 to 1024.")]
    [InlineData("--threads", "-1", "--threads: 0 to 1024.")]
    public async Task AWrongValueIsToldInWordsWithOneLineOfHelp(string option, string value, string said)
    {
        var run = await ToolRun.Of("detect", "a.jpg", option, value);

        Assert.Equal(2, run.ExitCode);
        var lines = run.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"upright: {said}", lines[0], StringComparison.Ordinal);
        Assert.Equal("'upright detect --help' has all options, with examples.", lines[1].TrimEnd());
        Assert.Equal(2, lines.Length);
    }

    [Theory]
    [InlineData("--canvas", "jumbo", "grow, inner, same")]
    [InlineData("--format", "svg", "jpeg, png, webp, tiff, gif, avif, bmp, jpeg2000, jpegxl, pnm")]
    public async Task ChoicesAreThoseOfTheHelp(string option, string value, string choices)
    {
        var help = (await ToolRun.Of("fix", "--help")).Answers;
        Assert.Contains($"{option} <{choices.Replace(", ", "|", StringComparison.Ordinal)}>", help, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[default: [A-Z]", help);

        Assert.StartsWith($"upright: {option}: '{value}' is none of {choices}.", (await ToolRun.Of("fix", "a.jpg", option, value)).Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fix", "psd")]
    [InlineData("fix", "HEIC")]
    [InlineData("watch", "raw")]
    public async Task AFormatThatIsOnlyReadIsAWrongCommandLine(string command, string format)
    {
        var run = await ToolRun.Of(command, folder.Draw("a.png"), "-o", folder["out"], "--format", format);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"upright: --format: {format} is read and not written; written are jpeg, png, webp, tiff, gif, avif, bmp, jpeg2000, jpegxl, pnm.", run.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task AWordThatIsNoCommandIsOneError()
    {
        var run = await ToolRun.Of("detekt");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            ["upright: Unrecognized command or argument 'detekt'.", "'upright --help' has all options, with examples."],
            run.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task AListNamesPicturesAndZeroBytesEndNamesWithLineBreaks()
    {
        var plain = folder.Draw("a.png");
        File.WriteAllText(folder["list.txt"], $"{plain}\r\n\n{plain}\n");
        Assert.Equal(2, (await ToolRun.Of("detect", "--list", folder["list.txt"], "--json")).Lines.Length);
        if (OperatingSystem.IsWindows())
        {
            return; // whose names hold no line breaks
        }

        var broken = folder.Draw("two\nlines.png");
        var run = await ToolRun.WithInput(System.Text.Encoding.UTF8.GetBytes($"{plain}\0{broken}\0"), "detect", "--list", "-", "-0", "--jobs", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Lines.Length);
        Assert.Contains(@"two\nlines.png: ", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CsvMayBePutBelowAnother() =>
        Assert.Single((await ToolRun.Of("detect", folder.Draw("a.png"), "--csv", "--no-header")).Lines);

    [Fact]
    public async Task AStoppedRunSaysHowFarItCameAndEndsByItsSignal()
    {
        Needs.Program("bash");
        for (var i = 0; i < 60; i++)
        {
            folder.Draw($"in/{i:00}.png", 1200, 900);
        }

        using var tool = ToolProcess.StartIn("exec", "fix", folder["in"], "-o", folder["out"], "--jobs", "1", "--threads", "1");
        await tool.AnswerAsync();
        tool.Terminate();
        var run = await tool.EndAsync();

        Assert.Equal(143, run.ExitCode);
        Assert.Contains(" of 60 pictures are done. The same command goes on with the rest.", run.Messages, StringComparison.Ordinal);
    }
}
