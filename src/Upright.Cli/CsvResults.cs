using System.Globalization;
using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>CSV by RFC 4180, with a header; numbers with a point.</summary>
internal sealed class CsvResults(TextWriter answers) : ResultWriter
{
    public override void Begin() => Line("file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by");

    public override void Write(PictureResult result)
    {
        foreach (var row in ResultDocument.Rows(result))
        {
            Write(row);
        }
    }

    private void Write(JsonObject document) => Line(string.Join(
            ',',
            Quoted((string)document["file"]!),
            Number(document["predicted_angle"], "0.000"),
            Number(document["confidence"], "0.0000"),
            (string?)document["decision"],
            (string?)document["rotation_method"],
            Number(document["input_size"]?[0], "0"),
            Number(document["input_size"]?[1], "0"),
            Number(document["time_ms"], "0.0"),
            (string?)document["error"],
            Number(document["page"], "0"),
            (bool?)document["mirrored"] is { } mirrored ? mirrored ? "true" : "false" : null,
            Number(document["turned_by"], "0.000")));

    private static string? Number(JsonNode? value, string format) => value?.GetValue<double>().ToString(format, CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private void Line(string text)
    {
        answers.Write(text + "\n");
        answers.Flush();
    }
}
