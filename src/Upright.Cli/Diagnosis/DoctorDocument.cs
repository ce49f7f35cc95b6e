using System.Text.Json.Nodes;
using Upright.Diagnosis;

namespace Upright.Cli.Diagnosis;

/// <summary>What `upright doctor --json` shows.</summary>
internal static class DoctorDocument
{
    private const double Megabyte = 1e6;

    public static JsonObject Of(Surroundings surroundings, SelfTest test) => new()
    {
        ["upright"] = Surroundings.Version,
        ["dotnet"] = Environment.Version.ToString(),
        ["onnxruntime"] = Surroundings.OnnxRuntime,
        ["libvips"] = Surroundings.Libvips,
        ["system"] = Surroundings.Platform,
        ["models"] = new JsonArray([.. surroundings.Models.Select(model => new JsonObject { ["name"] = model.Name, ["bytes"] = model.Size, ["sha256"] = model.Sha256 })]),
        ["processor"] = new JsonObject { ["name"] = Surroundings.Processor, ["cores"] = Environment.ProcessorCount, ["cores_limit"] = Surroundings.Limits.Cores, ["vector_bits"] = Surroundings.VectorBits },
        ["memory"] = new JsonObject { ["mb"] = Math.Round(Surroundings.Memory / Megabyte), ["limit_mb"] = Surroundings.Limits.Memory is { } limit ? Math.Round(limit / Megabyte) : null },
        ["gpu"] = Surroundings.Gpu.Card is { } card
            ? new JsonObject { ["name"] = card.Name, ["mb"] = Math.Round(card.Memory / Megabyte), ["compute_capability"] = card.ComputeCapability, ["driver"] = card.Driver }
            : new JsonObject { ["missing"] = Surroundings.Gpu.Missing },
        ["providers"] = new JsonArray([.. Surroundings.Providers.Select(provider => (JsonNode)provider)]),
        ["devices"] = new JsonArray([.. surroundings.Devices().Select(device => new JsonObject { ["device"] = OptionValue.Of(device.Device), ["works"] = device.Missing is null, ["missing"] = device.Missing })]),
        ["self_test"] = new JsonObject
        {
            ["passed"] = test.Passed,
            ["device"] = test.Device is { } device ? OptionValue.Of(device) : null,
            ["failure"] = test.Failure,
            ["load_ms"] = Milliseconds(test.LoadTime),
            ["turns"] = new JsonArray([.. test.Turns.Select(Of)]),
        },
    };

    private static JsonObject Of(SelfTestTurn turn) => new()
    {
        ["turned"] = turn.Turned,
        ["format"] = OptionValue.Of(turn.Format),
        ["predicted_angle"] = Math.Round(turn.Estimate.Angle.Degrees, 3),
        ["off"] = Math.Round(turn.Off, 3),
        ["confidence"] = Math.Round(turn.Estimate.Confidence, 4),
        ["passed"] = turn.Passed,
        ["turn_ms"] = Milliseconds(turn.TurnTime),
        ["estimate_ms"] = Milliseconds(turn.EstimateTime),
    };

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
