using System.Text.Json.Serialization;

namespace Upright;

/// <summary>How a report is written as a row of JSON Lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportLine : JsonSerializerContext;
