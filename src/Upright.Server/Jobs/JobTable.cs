using System.Globalization;
using System.Text.Json.Nodes;

namespace Upright.Server.Jobs;

/// <summary>The results of a job as CSV, in the columns of the tool.</summary>
internal static class JobTable
{
    public static string Of(Job job) =>
        string.Concat(job.Pictures.SelectMany(picture => Rows(picture.Result!)).Prepend("file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by\n"));

    // A row for each page of a document.
    private static IEnumerable<string> Rows(JsonObject result) =>
        result["pages"] is JsonArray pages ? pages.Select(page => Row((string)result["file"]!, page!.AsObject())) : [Row((string)result["file"]!, result)];

    private static string Row(string file, JsonObject result) => string.Join(
        ',',
        Quoted(file),
        Number(result["predicted_angle"], "0.000"),
        Number(result["confidence"], "0.0000"),
        (string?)result["decision"],
        (string?)result["rotation_method"],
        Number(result["input_size"]?[0], "0"),
        Number(result["input_size"]?[1], "0"),
        Number(result["time_ms"] ?? result["inference_time_ms"], "0.0"),
        (string?)result["error"],
        Number(result["page"], "0"),
        (bool?)result["mirrored"] is { } mirrored ? mirrored ? "true" : "false" : null,
        Number(result["turned_by"], "0.000")) + "\n";

    private static string? Number(JsonNode? value, string format) => value?.GetValue<double>().ToString(format, CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
