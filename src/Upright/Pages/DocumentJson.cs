using System.Text.Json.Serialization;

namespace Upright.Pages;

/// <summary>How a document's report is written to a file: indented.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DocumentFields))]
internal sealed partial class DocumentJson : JsonSerializerContext;
