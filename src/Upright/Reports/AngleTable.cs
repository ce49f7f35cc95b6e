using System.Globalization;
using System.Text.Json.Nodes;
using Upright.Estimation;

namespace Upright;

/// <summary>Results as CSV by RFC 4180, numbers with a point: one table for the tool, the service and, written again there, the web page.</summary>
internal static class AngleTable
{
    /// <summary>The names of the columns.</summary>
    public const string Header = "file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason";

    /// <summary>From this confidence on letters seen in a mirror are told as a finding; what is less sure only alarms.</summary>
    public const double SurelyMirrored = MirrorImage.Sure;

    // By these a spreadsheet knows a formula, and computes it when the table is opened.
    private const string BeginsFormula = "=+-@\t\r";

    /// <summary>Whether a spreadsheet would take a text for a formula; a sign alone is none.</summary>
    public static bool IsFormula(string text) => text.Length > 1 && BeginsFormula.Contains(text[0], StringComparison.Ordinal);

    /// <summary>The row of a picture or a page, without its line end.</summary>
    /// <param name="file">What the first column says: a path, which gets <c>./</c> before what would be a formula and stays the same path.</param>
    /// <param name="result">The fields of the metadata file, or `error`.</param>
    public static string Row(string file, JsonObject result) => string.Join(
        ',',
        Quoted(IsFormula(file) ? "./" + file : file),
        Number(result["predicted_angle"], "0.000"),
        Number(result["confidence"], "0.0000"),
        (string?)result["decision"],
        (string?)result["rotation_method"],
        Number(result["input_size"]?[0], "0"),
        Number(result["input_size"]?[1], "0"),
        Number(result["time_ms"] ?? result["inference_time_ms"], "0.0"),
        (string?)result["error"],
        Number(result["page"], "0"),
        (double?)result["mirrored_confidence"] >= SurelyMirrored ? (bool)result["mirrored"]! ? "true" : "false" : null,
        Number(result["turned_by"], "0.000"),
        (string?)result["reason"]);

    private static string? Number(JsonNode? value, string format) => value?.GetValue<double>().ToString(format, CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
