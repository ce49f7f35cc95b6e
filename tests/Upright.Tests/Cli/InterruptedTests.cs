using System.Diagnostics;
using Upright.Cli;
using Upright.Files;
using Upright.Tests.Imaging;

namespace Upright.Tests.Cli;

/// <summary>Whatever happens to the process: every file is the old one or the new one, whole.</summary>
public sealed class InterruptedTests : IDisposable
{
    private const int Kills = 20;
    private static readonly string[] Certain = ["--threshold", "0", "--dead-band", "0", "-q", "--jobs", "2", "--threads", "1"];

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task KilledAtAnyMomentEveryFileIsTheOldOneOrTheNewOne()
    {
        foreach (var i in Enumerable.Range(0, 6))
        {
            folder.DrawTilted($"old/{i}.{(i % 2 == 0 ? "jpg" : "png")}");
        }

        // What a whole run makes of them, and how long it takes.
        var old = Bytes("old");
        Restore(old, "new");
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(0, await Fix("new"));
        var whole = Stopwatch.GetElapsedTime(began);
        var changed = Bytes("new");
        Assert.Contains(old.Keys, name => !old[name].AsSpan().SequenceEqual(changed[name]));

        Random random = new(1);
        for (var kill = 0; kill < Kills; kill++)
        {
            Restore(old, "in");
            using var tool = ToolProcess.Start(["fix", folder["in"], "--in-place", .. Certain]);
            // Most of the time is the start; the writing is at the end.
            await Task.Delay(whole * (0.4 + (0.7 * random.NextDouble())), TestContext.Current.CancellationToken);
            await tool.KillAsync();

            foreach (var (name, bytes) in Bytes("in"))
            {
                Assert.True(bytes.AsSpan().SequenceEqual(old[name]) || bytes.AsSpan().SequenceEqual(changed[name]), $"Kill {kill}: {name} is neither the old nor the new one.");
            }
        }

        // What the kills left is cleaned up by the next run, which completes.
        File.WriteAllText(folder["in/.upright-left.tmp"], "half a picture");
        Restore(old, "in");
        Assert.Equal(0, await Fix("in"));
        Assert.Equal([.. changed.Keys, Ledger.FileName], Directory.GetFiles(folder["in"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(Bytes("in"), file => Assert.Equal(changed[file.Key], file.Value));
    }

    // AVIF is encoded in one call, which hears of nothing: the tool does not wait for it.
    [Theory]
    [InlineData("png")]
    [InlineData("avif")]
    public async Task TerminatedInALongTurnItEndsAtOnceAndLeavesNothing(string format)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no such signal.");
        folder.DrawTilted("small.png");
        using (var small = NetVips.Image.NewFromFile(folder["small.png"]))
        using (var large = small.Resize(14, kernel: NetVips.Enums.Kernel.Nearest))
        {
            large.Pngsave(folder["large.png"], compression: 1);
        }

        var before = folder.Files;
        using var tool = ToolProcess.Start(["fix", folder["large.png"], "-o", folder["turned." + format], .. Certain]);
        while (!folder.Files.Any(name => name.StartsWith(TemporaryFiles.Prefix, StringComparison.Ordinal)))
        {
            if (tool.HasEnded)
            {
                Assert.Fail($"It ended before it wrote: {(await tool.EndAsync()).Messages}");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var began = Stopwatch.GetTimestamp();
        tool.Terminate();
        var run = await tool.EndAsync();

        Assert.True(run.ExitCode == 143, run.Messages);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 2 + 3); // two are the tool's patience, the others this machine's
        Assert.Equal(before, folder.Files);
        Assert.DoesNotContain("   at ", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFullDiskLeavesTheOldFileAndNothingElse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can mount a small file system.");
        Directory.CreateDirectory(folder["disk"]);
        Assert.SkipUnless(Mount("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder["disk"]) == 0, "This machine mounts nothing.");
        try
        {
            using var noisy = Drawing.Noisy(300, 200);
            noisy.WriteToFile(folder["disk/in.png"]);
            var before = folder.Bytes("disk/in.png");
            File.WriteAllBytes(folder["disk/rest"], new byte[(1 << 20) - before.Length - (16 << 10)]);

            using var tool = ToolProcess.Start(["fix", folder["disk/in.png"], "--in-place", "--format", "tiff", .. Certain]);
            var run = await tool.EndAsync();

            Assert.True(UprightError.CannotWrite.ExitCode == run.ExitCode, run.Messages);
            Assert.Equal(before, folder.Bytes("disk/in.png"));
            Assert.Equal(["disk/in.png", "disk/rest"], folder.Files);
        }
        finally
        {
            Mount("umount", folder["disk"]);
        }
    }

    [Fact]
    public async Task AQuotaLeavesTheOldFileAndNothingElse()
    {
        var path = folder.DrawTilted("in.png");
        var before = folder.Bytes("in.png");

        // At most 1024 bytes a file, and no signal.
        using var tool = ToolProcess.StartIn("trap '' XFSZ; ulimit -f 1; exec", ["fix", path, "--in-place", .. Certain]);
        var run = await tool.EndAsync();

        Assert.True(UprightError.CannotWrite.ExitCode == run.ExitCode, run.Messages);
        Assert.Equal(before, folder.Bytes("in.png"));
        Assert.Equal(["in.png"], folder.Files);
    }

    [Fact]
    public async Task AFolderThatMayNotBeWrittenLeavesTheOldFile()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        var path = folder.DrawTilted("in/a.png");
        var before = folder.Bytes("in/a.png");
        // Root may write everywhere: another user is needed then.
        var isRoot = Environment.UserName == "root";
        if (isRoot)
        {
            Needs.Program("setpriv");
            File.SetUnixFileMode(folder.Root, (UnixFileMode)0b111_101_101);
        }

        File.SetUnixFileMode(folder["in"], (UnixFileMode)0b101_101_101);
        using var tool = ToolProcess.StartIn(isRoot ? "exec setpriv --reuid=65534 --regid=65534 --clear-groups" : "exec", ["fix", path, "--in-place", .. Certain]);
        var run = await tool.EndAsync();
        File.SetUnixFileMode(folder["in"], (UnixFileMode)0b111_101_101);

        Assert.True(UprightError.CannotWrite.ExitCode == run.ExitCode, run.Messages);
        Assert.Equal(before, folder.Bytes("in/a.png"));
        Assert.Equal(["in/a.png"], folder.Files);
    }

    private static int Mount(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static async Task<int> Ended(ToolProcess tool)
    {
        using (tool)
        {
            return (await tool.EndAsync()).ExitCode;
        }
    }

    private Task<int> Fix(string name) => Ended(ToolProcess.Start(["fix", folder[name], "--in-place", .. Certain]));

    private SortedDictionary<string, byte[]> Bytes(string name) => new(
        Directory.GetFiles(folder[name]).Where(path => !Path.GetFileName(path).StartsWith('.') && Path.GetFileName(path) != Ledger.FileName).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes), StringComparer.Ordinal);

    private void Restore(SortedDictionary<string, byte[]> files, string name)
    {
        Directory.CreateDirectory(folder[name]);
        foreach (var (file, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder[name], file), bytes);
        }
    }
}
