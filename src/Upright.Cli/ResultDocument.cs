using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Upright.Pages;

namespace Upright.Cli;

/// <summary>A result as the one JSON object that JSON Lines, CSV and the ledger show.</summary>
internal static class ResultDocument
{
    /// <summary>The field that says why nothing was done.</summary>
    public const string Reason = "reason";

    /// <summary>The field that says who decided, where it was not the estimate.</summary>
    public const string DecidedBy = "decided_by";

    /// <summary>The field with the angle that was carried out then.</summary>
    public const string DecidedAngle = "decided_angle";

    /// <summary>The field that says where the original of a picture that was replaced is kept.</summary>
    public const string Original = "original";

    // Paths stay readable: what is written is no HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>`file`, then the fields of the metadata file (of a document: `pages`), or `error` and `message`; then `output` and `time_ms`.</summary>
    public static JsonObject Of(PictureResult result)
    {
        if (result.Earlier is { } earlier)
        {
            return earlier;
        }

        JsonObject line = new() { ["file"] = result.File };
        if (result.Failure is { } failure)
        {
            line["error"] = failure.Error.Code;
            line["message"] = failure.Message;
        }
        else
        {
            var fields = Fields(result);
            foreach (var (name, value) in fields.ToList())
            {
                fields.Remove(name);
                line[name] = value;
            }

            result.DecidedBy?.WriteTo(line);
            if (result.Output is not null)
            {
                line["output"] = result.Output;
            }

            if (result.Original is not null)
            {
                line[Original] = result.Original;
            }
        }

        line["time_ms"] = Math.Round(result.Time.TotalMilliseconds, 1);
        return line;
    }

    /// <summary>The objects that JSON Lines and CSV show: the one object, or for a document one for each page.</summary>
    public static IEnumerable<JsonObject> Rows(PictureResult result)
    {
        var line = Of(result);
        if (line["pages"] is not JsonArray pages)
        {
            return [line];
        }

        return pages.Select(page =>
        {
            JsonObject row = new() { ["file"] = line["file"]!.DeepClone() };
            foreach (var (name, value) in page!.AsObject())
            {
                row[name] = value?.DeepClone();
            }

            if (line["output"] is { } output)
            {
                row["output"] = output.DeepClone();
            }

            return row;
        });
    }

    private static JsonObject Fields(PictureResult result) => result.Pages is { } pages
        ? new JsonObject { ["pages"] = new JsonArray([.. pages.Select(page => JsonSerializer.SerializeToNode(PageFields.Of(page), PageLine.Default.PageFields))]) }
        : result.Document?.ToJsonObject() ?? result.Report?.ToJsonObject()
            ?? JsonSerializer.SerializeToNode(ReportDocument.Of(result.Estimate!), ReportLine.Default.ReportDocument)!.AsObject();

    /// <summary>The object in one line.</summary>
    public static string ToLine(JsonObject document) => document.ToJsonString(Readable);
}
