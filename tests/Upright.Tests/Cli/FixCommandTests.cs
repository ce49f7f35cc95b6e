using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NetVips;
using Upright.Cli;

namespace Upright.Tests.Cli;

/// <summary>What the tool writes. Threshold 0 forces a turn by whatever the network says; these tests do not judge the angle.</summary>
public sealed class FixCommandTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheMainJobWritesThreeFiles()
    {
        var run = await ToolRun.Of("fix", folder.Draw("in.jpg"), "-o", folder["output.jpeg"], "--report", "--threshold", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Predicted angle: ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["in.jpg", "output.jpeg", "output_angle.txt", "output_meta.json"], folder.Files);
        var angle = File.ReadAllLines(folder["output_angle.txt"]).Single();
        using var meta = JsonDocument.Parse(folder.Bytes("output_meta.json"));
        Assert.Equal(double.Parse(angle, CultureInfo.InvariantCulture), meta.RootElement.GetProperty("predicted_angle").GetDouble());
        using var written = Image.NewFromFile(folder["output.jpeg"]);
        Assert.Equal([written.Width, written.Height], meta.RootElement.GetProperty("output_size").EnumerateArray().Select(side => side.GetInt32()));
    }

    [Fact]
    public async Task WhatIsUnsureIsCopiedByteForByte()
    {
        await ToolRun.Of("fix", folder.Draw("in.jpg"), "-o", folder["out.jpg"], "--threshold", "1", "--dead-band", "45");

        Assert.Equal(folder.Bytes("in.jpg"), folder.Bytes("out.jpg"));
    }

    [Fact]
    public async Task WithoutOutputThePictureGoesBesideTheInput()
    {
        await ToolRun.Of("fix", folder.Draw("in.png"));

        Assert.Equal(["in.png", "in.upright.png"], folder.Files);
    }

    [Fact]
    public async Task TheInputIsNotReplacedUnlessAsked()
    {
        folder.Draw("in.png");
        var before = folder.Bytes("in.png");

        var refused = await ToolRun.Of("fix", folder["in.png"], "-o", folder["in.png"], "--threshold", "0");
        Assert.Equal(UprightError.WouldOverwriteInput.ExitCode, refused.ExitCode);
        Assert.Equal(before, folder.Bytes("in.png"));

        var done = await ToolRun.Of("fix", folder["in.png"], "--in-place", "--threshold", "0", "--format", "png", "--quality", "80");
        Assert.Equal(0, done.ExitCode);
        Assert.Equal(["in.png"], folder.Files);
        Assert.NotEqual(before, folder.Bytes("in.png"));
    }

    [Fact]
    public async Task TagOnlyWritesNoPixelAndCannotChangeTheFormat()
    {
        folder.Draw("in.png");

        var run = await ToolRun.Of("fix", folder["in.png"], "-o", folder["out.png"], "--tag-only", "--threshold", "0", "--json");
        var refused = await ToolRun.Of("fix", folder["in.png"], "-o", folder["out.jpg"], "--tag-only", "--threshold", "0");

        using var document = JsonDocument.Parse(run.Answers);
        Assert.Contains(document.RootElement.GetProperty("rotation_method").GetString(), (string[])["none", "orientation_tag"]);
        using var before = Image.NewFromFile(folder["in.png"]);
        using var after = Image.NewFromFile(folder["out.png"]);
        Assert.Equal(before.WriteToMemory<byte>(), after.WriteToMemory<byte>());
        Assert.Equal(UprightError.InvalidOptions.ExitCode, refused.ExitCode);
    }

    [Fact]
    public async Task AFolderKeepsItsTree()
    {
        folder.Draw("in/a.png");
        folder.Draw("in/deep/b.jpg");

        var run = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--csv");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["in/a.png", "in/deep/b.jpg", "out/a.png", "out/deep/b.jpg", "out/upright.jsonl"], folder.Files);
        Assert.Equal(3, run.Lines.Length);
    }

    [Fact]
    public async Task TwoInputsForOneOutputAreRefusedBeforeAnythingIsWritten()
    {
        folder.Draw("one/a.png");
        folder.Draw("two/a.png");

        var run = await ToolRun.Of("fix", folder["one/a.png"], folder["two/a.png"], "-o", folder["out"]);

        Assert.Equal(UprightError.InvalidOptions.ExitCode, run.ExitCode);
        Assert.Equal(["one/a.png", "two/a.png"], folder.Files);
    }

    [Fact]
    public async Task AStreamGoesToAStreamAndTheAnswerBesideIt()
    {
        folder.Draw("in.png");

        var run = await ToolRun.WithInput(folder.Bytes("in.png"), "fix", "-", "-o", "-", "--threshold", "0", "--format", "webp");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Answers);
        Assert.Contains("Predicted angle", run.Messages, StringComparison.Ordinal);
        using var written = Image.NewFromBuffer(run.Output);
        Assert.StartsWith("webpload", (string)written.Get("vips-loader"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStreamGoesToAFileAndAFileToAStream()
    {
        folder.Draw("in.png");

        Assert.Equal(0, (await ToolRun.WithInput(folder.Bytes("in.png"), "fix", "-", "-o", folder["out.jpg"])).ExitCode);
        using var written = Image.NewFromFile(folder["out.jpg"]);
        Assert.StartsWith("jpegload", (string)written.Get("vips-loader"), StringComparison.Ordinal);
        Assert.NotEmpty((await ToolRun.Of("fix", folder["in.png"], "-o", "-")).Output);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("in.png", "-o", "out.png", "--in-place")]
    [InlineData("in.png", "-o", "-", "--report")]
    [InlineData("in.png", "--quality", "0")]
    public async Task OptionsThatMakeNoSenseAreRefused(params string[] arguments) =>
        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await ToolRun.Of(["fix", .. arguments.Select(argument => argument == "in.png" ? folder.Draw("in.png") : argument)])).ExitCode);

    [Fact]
    public async Task ATargetThatCannotBeWrittenIsAnErrorAndLeavesNothing()
    {
        File.WriteAllText(folder["file"], "in the way");

        var run = await ToolRun.Of("fix", folder.Draw("in.png"), "-o", folder["file/out.png"], "--threshold", "0");

        Assert.Equal(UprightError.CannotWrite.ExitCode, run.ExitCode);
        Assert.Equal(["file", "in.png"], folder.Files);
    }

    [Fact]
    public async Task TheRealProcessAnswersOnStandardOutputAndExitsWithTheCode()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Tool).Assembly.Location, "detect", folder.Draw("a.png"), folder["missing.png"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var answers = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith(folder["a.png"], answers, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", answers, StringComparison.Ordinal);
        Assert.Contains("file-not-found", await errors, StringComparison.Ordinal);
        Assert.Equal(UprightError.FileNotFound.ExitCode, process.ExitCode);
    }
}
