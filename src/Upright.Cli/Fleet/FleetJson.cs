using System.Text.Json.Serialization;

namespace Upright.Cli.Fleet;

/// <summary>How the messages of a fleet are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FillConverter)])]
[JsonSerializable(typeof(JobSettings))]
[JsonSerializable(typeof(WorkItem))]
[JsonSerializable(typeof(Outcome))]
internal sealed partial class FleetJson : JsonSerializerContext;
