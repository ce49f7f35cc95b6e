using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Upright.Server.Tests;

/// <summary>The real service on a free port of this machine, with a folder of pictures to send.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    // On a machine that does much else a picture takes as long as it takes; tests of the deadline set their own.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly WebApplication app;

    private RunningServer(WebApplication app, LogLines log)
    {
        this.app = app;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Address, Timeout = Patience };
        // A body that is refused is then not sent; else the connection may be closed while it still is, before the answer is read.
        Client.DefaultRequestHeaders.ExpectContinue = true;
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>All that it logged, in every category and level.</summary>
    internal LogLines Log { get; }

    /// <summary>Files that lie in its temporary folder now.</summary>
    public int TemporaryFiles => app.Services.GetRequiredService<TemporaryFolder>().Count;

    public static Task<RunningServer> StartAsync(params string[] settings) => StartAsync(null, settings);

    public static async Task<RunningServer> StartAsync(Action<WebApplicationBuilder>? adjust, params string[] settings)
    {
        var log = new LogLines();
        var app = UprightServer.Build(
            ["--urls=http://127.0.0.1:0", $"--Upright:Deadline={Patience}", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", .. settings],
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(log);
                adjust?.Invoke(builder);
            });
        await app.StartAsync();
        return new RunningServer(app, log);
    }

    /// <summary>Stops in order: what has been accepted is finished.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
