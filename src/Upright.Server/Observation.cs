using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Upright.Server;

/// <summary>Traces and metrics over OTLP, when OpenTelemetry's own setting says where to.</summary>
internal static class Observation
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Library = "Upright";

    public static void AddObservation(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("upright"))
            .WithTracing(traces => traces.AddSource(Library).AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics.AddMeter(Library).AddAspNetCoreInstrumentation())
            .UseOtlpExporter();
    }
}
