using System.Text.Json.Nodes;
using Upright.Cli.Fleet;
using Upright.Tests.Cli;

namespace Upright.Tests.Fleet;

/// <summary>One job on a cluster, with a folder of drawn pictures, as a user's commands see it.</summary>
internal sealed class FleetRun(NatsCluster cluster) : IDisposable
{
    private readonly string name = $"test-{Guid.NewGuid():N}";

    public PictureFolder Folder { get; } = new();

    public JobNames Names => new(name);

    private string[] Server => [.. cluster.Options, "--job", name];

    /// <summary>Draws pictures of several formats and sizes, some of them held askew.</summary>
    public void Draw(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ = i % 3 == 0 ? Folder.DrawTilted($"in/tilted{i:00}.jpg") : Folder.Draw($"in/deep/house{i:00}.{(i % 3 == 1 ? "png" : "jpg")}", 320 + i, 240);
        }
    }

    /// <summary>Puts the folder's pictures, so that every answer is carried out.</summary>
    public Task<ToolRun> Enqueue(params string[] more) =>
        Put(Folder["in"], Folder.Root, more);

    /// <summary>Puts pictures that lie below another folder.</summary>
    public Task<ToolRun> Put(string path, string root, params string[] more) =>
        Command(["enqueue", path, .. Server, "--root", root, "--threshold", "0", .. more]);

    public Task<ToolRun> Retry() => Command(["enqueue", .. Server, "--retry-failed"]);

    /// <summary>Works in this process until nothing is left.</summary>
    public Task<ToolRun> Work() => Work(Folder.Root);

    /// <summary>The same, with another folder as the shared one.</summary>
    public Task<ToolRun> Work(string root) => ToolRun.Of(["work", .. Server, "--root", root, "-o", Folder["out"], "--until-done"]);

    /// <summary>Works in another process.</summary>
    public WorkerProcess StartWorker(params string[] more) => new([.. Server, "--root", Folder.Root, "-o", Folder["out"], "--jobs", "1", .. more]);

    public Task<ToolRun> Collect(params string[] more) => Command(["collect", .. Server, "-o", Folder["out"], .. more]);

    public Task<ToolRun> Failures() => Command(["status", .. Server, "--failed"]);

    public async Task<long> Count(string field)
    {
        var status = await Command(["status", .. Server, "--json"]);
        Assert.True(status.ExitCode == 0, status.Messages);
        return (long)JsonNode.Parse(status.Answers)![field]!;
    }

    /// <summary>The job on the server, for what no command does.</summary>
    public async Task<Job> OpenAsync() => await Job.OpenAsync(
        await FleetConnection.OpenAsync(new() { Url = cluster.Url }, default), Names, Persistence.OfCommand, default);

    /// <summary>The lines of the collected ledger.</summary>
    public JsonObject[] Ledger() => [.. File.ReadLines(Folder["out/upright.jsonl"]).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>Every output is byte for byte what a run on this machine alone writes, and the ledger has each picture once.</summary>
    public async Task AssertSameAsLocalRun()
    {
        await ToolRun.Of("fix", Folder["in"], "-o", Folder["local"], "--threshold", "0");
        var local = Outputs("local");
        Assert.Equal(local.Keys, Outputs("out").Keys);
        Assert.All(local, output => Assert.Equal(output.Value, Outputs("out")[output.Key]));
        Assert.Equal(
            Directory.GetFiles(Folder["in"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
            Ledger().Select(line => (string)line["file"]!).Order(StringComparer.Ordinal));
    }

    public void Dispose() => Folder.Dispose();

    // A user too says it again when no server answered in half a minute, as happens on a machine that is far too busy.
    private static async Task<ToolRun> Command(string[] arguments)
    {
        ToolRun? run = null;
        await Eventually.IsTrueAsync("a server answers", async () => (run = await ToolRun.Of(arguments)).ExitCode != UprightError.FleetUnavailable.ExitCode);
        return run!;
    }

    private SortedDictionary<string, byte[]> Outputs(string below) => new(
        Directory.GetFiles(Folder[below], "*.*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".jsonl", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetRelativePath(Folder[below], path), File.ReadAllBytes),
        StringComparer.Ordinal);
}
