using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Upright;

/// <summary>What a program can observe of the library: the source and the meter are both called <c>Upright</c>. They cost nothing while nobody listens.</summary>
internal static class Telemetry
{
    private const string Name = "Upright";
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "upright.estimate.duration", "s", "How long the network and the text lines took, by decision.");

    /// <summary>Spans of estimates.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Tells of an estimate.</summary>
    public static void Record(RotationEstimate estimate, Activity? span)
    {
        var decision = estimate.Decision.ToString().ToLowerInvariant();
        Duration.Record(estimate.InferenceTime.TotalSeconds, new KeyValuePair<string, object?>("upright.decision", decision));
        span?.SetTag("upright.decision", decision).SetTag("upright.confidence", Math.Round(estimate.Confidence, 3));
    }
}
