using System.Text.Json.Nodes;

namespace Upright.Server.Jobs;

/// <summary>The results of a job as the table of angles.</summary>
internal static class JobTable
{
    public static string Of(Job job) =>
        string.Concat(job.Pictures.SelectMany(picture => Rows(picture.Result!)).Prepend(AngleTable.Header).Select(row => row + "\n"));

    // A row for each page of a document.
    private static IEnumerable<string> Rows(JsonObject result)
    {
        var file = (string)result["file"]!;
        return result["pages"] is JsonArray pages ? pages.Select(page => AngleTable.Row(file, page!.AsObject())) : [AngleTable.Row(file, result)];
    }
}
