namespace Upright.Tests.Cli;

/// <summary>What the tool does to the machine around it.</summary>
public sealed class SurroundingsTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task NothingIsLeftInTheUsersHome()
    {
        Directory.CreateDirectory(folder["home"]);
        // ONNX Runtime's telemetry, which keeps a database there, is silent where it takes itself to be tested: this is as on a user's machine.
        var asUser = $"for name in CI ${{!GITHUB_*}} ${{!ORT_*}} ${{!XDG_*}}; do unset $name; done; export HOME='{folder["home"]}'; exec";
        using var tool = ToolProcess.StartIn(asUser, ["detect", folder.Draw("a.png")]);

        var run = await tool.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["home"]));
    }

    [Fact]
    public async Task AFullDiskUnderItsAnswersIsAnErrorLikeAnyOther()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux' own.");
        using var tool = ToolProcess.StartIn("exec > /dev/full;", ["detect", folder.Draw("a.png")]);

        var run = await tool.EndAsync();

        Assert.Equal(UprightError.CannotWrite.ExitCode, run.ExitCode);
        Assert.StartsWith("upright: cannot-write: ", run.Messages, StringComparison.Ordinal);
    }
}
