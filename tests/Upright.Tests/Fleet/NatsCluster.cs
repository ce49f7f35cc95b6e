using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Upright.Cli.Fleet;

[assembly: AssemblyFixture(typeof(Upright.Tests.Fleet.NatsCluster))]

namespace Upright.Tests.Fleet;

/// <summary>Real nats-server nodes with JetStream on loopback, in a folder that is gone afterwards. Started when first asked for.</summary>
public sealed class NatsCluster : IAsyncDisposable
{
    /// <summary>The user of every cluster.</summary>
    public const string User = "me";

    /// <summary>The user's password.</summary>
    public const string Password = "secret";

    // Debian puts it where only root's path leads.
    private const string Debian = "/usr/sbin/nats-server";

    private readonly int count;
    private readonly NatsSecurity security;
    private readonly Dictionary<string, Process> nodes = [];
    private readonly SemaphoreSlim starting = new(1);
    private DirectoryInfo? folder;

    /// <summary>Three nodes.</summary>
    public NatsCluster()
        : this(3)
    {
    }

    internal NatsCluster(int count, NatsSecurity? security = null) =>
        (this.count, this.security) = (count, security ?? NatsSecurity.ByPassword(User, Password));

    /// <summary>The addresses of all nodes.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What the tool's commands need to be let in.</summary>
    internal IReadOnlyList<string> Options => ["--nats", Url, .. security.Options];

    private NatsOpts Client => security.Client(NatsOpts.Default with { Url = Url });

    /// <summary>Starts it, unless it runs. Skips the test where there is no nats-server.</summary>
    public async Task StartAsync()
    {
        if (!File.Exists(Debian))
        {
            Needs.Program("nats-server");
        }

        await starting.WaitAsync();
        try
        {
            if (folder is null)
            {
                Launch();
                await Eventually.IsTrueAsync("the cluster has a leader", HasLeaderAsync);
            }
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Kills the node that leads a stream, as a power cut would.</summary>
    public async Task KillLeaderOfAsync(string stream)
    {
        string? name = null;
        await Eventually.IsTrueAsync("the stream has a leader", async () => (name = await LeaderOfAsync(stream)) is not null);
        var leader = nodes[name!];
        leader.Kill();
        await leader.WaitForExitAsync();
    }

    /// <summary>A JetStream context on a connection of its own.</summary>
    public NatsJSContext JetStream() => new(new NatsConnection(Client));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes.Values)
        {
            node.Kill();
            await node.WaitForExitAsync();
            node.Dispose();
        }

        folder?.Delete(recursive: true);
        starting.Dispose();
    }

    private void Launch()
    {
        folder = Directory.CreateTempSubdirectory("upright-nats-");
        var ports = FreePorts(2 * count);
        var routes = string.Join(", ", ports[count..].Select(port => $"nats://127.0.0.1:{port}"));
        Url = string.Join(',', ports[..count].Select(port => $"{security.Address}127.0.0.1:{port}"));
        for (var i = 0; i < count; i++)
        {
            var (name, home) = ($"n{i + 1}", folder.CreateSubdirectory($"n{i + 1}").FullName);
            var configuration = Path.Combine(home, "nats.conf");
            var cluster = count == 1 ? "" : $$"""cluster { name: upright, listen: "127.0.0.1:{{ports[count + i]}}", routes: [{{routes}}] }""";
            File.WriteAllText(configuration, $$"""
                server_name: {{name}}
                listen: "127.0.0.1:{{ports[i]}}"
                {{security.Configuration}}
                jetstream { store_dir: "{{home}}", max_file: 1G, max_mem: 64M }
                {{cluster}}
                """);
            nodes[name] = Process.Start(new ProcessStartInfo(File.Exists(Debian) ? Debian : "nats-server", ["-c", configuration, "-l", Path.Combine(home, "log")]))!;
        }
    }

    private async Task<bool> HasLeaderAsync() => await AskAsync(async jetStream =>
    {
        await jetStream.CreateStreamAsync(new("ready", ["ready"]) { NumReplicas = count });
        await jetStream.DeleteStreamAsync("ready");
        return "ready";
    }) is not null;

    private Task<string?> LeaderOfAsync(string stream) => AskAsync(async jetStream => (await jetStream.GetStreamAsync(stream)).Info.Cluster?.Leader);

    /// <summary>What the cluster says; null where it says nothing yet, since it is starting or choosing a leader.</summary>
    private async Task<string?> AskAsync(Func<NatsJSContext, Task<string?>> ask)
    {
        try
        {
            await using var connection = new NatsConnection(Client);
            return await ask(new NatsJSContext(connection));
        }
        catch (Exception exception) when (Persistence.IsPassing(exception) || exception is NatsException or OperationCanceledException)
        {
            return null;
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
