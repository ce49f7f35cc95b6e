using System.Text.Json.Serialization;

namespace Upright.Pages;

/// <summary>How a page is written as a row of JSON Lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageFields))]
internal sealed partial class PageLine : JsonSerializerContext;
