using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class ObservationTests
{
    [Fact]
    public async Task TracesAndMetricsReachTheCollectorThatIsSet()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectorAsync(received);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var folder = new PictureFolder();

        await using (var server = await RunningServer.StartAsync($"--OTEL_EXPORTER_OTLP_ENDPOINT={address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=500"))
        {
            await server.Client.PostFileAsync("/v1/estimate", folder.Draw("a.png"));
            await Received("/v1/traces", "v1/estimate");
            await Received("/v1/traces", "upright.confidence");
            await Received("/v1/metrics", "upright.estimate.duration");
            await Received("/v1/metrics", "http.server.request.duration");
        }

        Task Received(string path, string name) =>
            Eventually.TrueAsync(() => received.TryGetValue(path, out var all) && all.Contains(name, StringComparison.Ordinal), $"{name} came to {path}");
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(context.Request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        return collector;
    }
}
