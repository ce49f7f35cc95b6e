namespace Upright.Tests.Cli;

/// <summary>A scanner's folder, watched by the tool as a process of its own.</summary>
public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PictureFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OnlyCompleteFilesAreTakenAndARestartDoesNothingTwice()
    {
        var whole = File.ReadAllBytes(folder.Draw("elsewhere/scan.png"));
        Directory.CreateDirectory(folder["in"]);
        using (var tool = Watch())
        {
            // A scanner that writes slowly, but never stops for as long as the watch waits.
            await using (FileStream scan = new(folder["in/slow.png"], FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
            {
                foreach (var part in whole.Chunk((whole.Length / 8) + 1))
                {
                    await scan.WriteAsync(part, Cancellation);
                    await scan.FlushAsync(Cancellation);
                    Assert.False(File.Exists(folder["out/slow.png"]));
                    await Task.Delay(300, Cancellation);
                }
            }

            await Until(() => Ledger().Length == 1);
            Assert.True(File.Exists(folder["out/slow.png"]));
            folder.Draw("in/deep/second.jpg");
            await Until(() => Ledger().Length == 2);
            await tool.KillAsync();
        }

        folder.Draw("in/third.png");
        using var again = Watch();
        await Until(() => Ledger().Length == 3);
        Assert.All(Ledger(), line => Assert.DoesNotContain("\"error\"", line, StringComparison.Ordinal));
        Assert.Single(Ledger(), line => line.Contains("slow.png\",\"input_size", StringComparison.Ordinal));
        Assert.Equal(["out/deep/second.jpg", "out/slow.png", "out/third.png", "out/upright.jsonl"], folder.Files.Where(file => file.StartsWith("out/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ABadFileIsToldOnceAndDoneWhenItIsGood()
    {
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/bad.png"], "no picture");
        using var tool = Watch();
        await Until(() => Ledger().Length == 1);
        Assert.Contains("not-a-picture", Ledger()[0], StringComparison.Ordinal);

        await Task.Delay(6000, Cancellation);
        Assert.Single(Ledger());
        folder.Draw("in/bad.png");
        await Until(() => Ledger().Length == 2);
        Assert.True(File.Exists(folder["out/bad.png"]));
    }

    [Fact]
    public async Task AFolderThatIsNotThereIsAnError() =>
        Assert.Equal(UprightError.FileNotFound.ExitCode, (await ToolRun.Of("watch", folder["nowhere"], "-o", folder["out"])).ExitCode);

    private ToolProcess Watch() => ToolProcess.Start("watch", folder["in"], "-o", folder["out"], "--settle", "4", "--threads", "1");

    private string[] Ledger() => File.Exists(folder["out/upright.jsonl"])
        ? Read().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : [];

    private string Read()
    {
        using StreamReader reader = new(new FileStream(folder["out/upright.jsonl"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!holds())
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
