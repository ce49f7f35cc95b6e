using System.Text.Json.Nodes;
using Upright.Cli;

namespace Upright.Tests.Cli;

/// <summary>Lines that are appended while others are read.</summary>
public sealed class LedgerTests : IDisposable
{
    private const int Lines = 300;
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task NoLineIsLostToWhoReadsBesideIt()
    {
        var (done, target) = (folder.Draw("in/done.png"), folder.Draw("out/done.png"));
        using (var first = Ledger.Open(folder["out"], settings: null))
        {
            Add(first, done, target);
        }

        using (var second = Ledger.Open(folder["out"], settings: null))
        {
            var writing = Task.Run(() => Parallel.For(0, Lines, i => Add(second, folder[$"in/{i}.png"], folder[$"out/{i}.png"])), TestContext.Current.CancellationToken);
            do
            {
                Assert.NotNull(second.Done(new InputPicture(done, "done.png"), target, substitute: null));
            }
            while (!writing.IsCompleted);
            await writing;
        }

        Assert.Equal(Lines + 1, LedgerLines.Of(folder["out"]).Count);
    }

    private static void Add(Ledger ledger, string input, string target)
    {
        FileInfo file = new(input);
        ledger.Add(new JsonObject { ["file"] = input }, input, file.Exists ? file.Length : 0, file.LastWriteTimeUtc, target);
    }
}
