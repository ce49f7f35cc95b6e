using System.Text.Json;
using System.Text.Json.Serialization;

namespace Upright.Cli;

/// <summary>A fill as the text that the command line takes.</summary>
internal sealed class FillConverter : JsonConverter<Fill>
{
    public override Fill Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Fill.TryParse(reader.GetString(), out var fill) ? fill : throw new JsonException("Not a fill.");

    public override void Write(Utf8JsonWriter writer, Fill value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
