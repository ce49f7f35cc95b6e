using System.Globalization;
using System.Text.Json;

namespace Upright.Evaluation;

/// <summary>Reads the manifests of the data folder; only pictures with labels good enough to judge by, and unless it is asked for none that training saw.</summary>
internal static class Manifests
{
    /// <param name="data">The folder of the pictures.</param>
    /// <param name="split">val, or train for those that training saw.</param>
    public static IReadOnlyList<SourcePicture> Photos(string data, string split = "val") =>
    [
        .. Rows(Path.Combine(data, "photos", "manifest.csv"))
            .Where(row => row["split"] == split && row["use"] == "exact")
            .Select(row => new SourcePicture(Path.Combine(data, "photos", row["file"]), "photos/" + row["file"], row["source"], 0)),
    ];

    /// <summary>Pages whose angle was measured from baselines or judged by eye (0.8 degrees); receipts known by the quarter only are left out.</summary>
    public static IReadOnlyList<SourcePicture> Pages(string data) =>
    [
        .. Rows(Path.Combine(data, "pages", "manifest.csv"))
            .Where(row => row["split"] == "val" && row["source"] != "tickets_ar")
            .Select(row => new SourcePicture(
                Path.Combine(data, "pages", row["file"]),
                "pages/" + row["file"],
                row["source"],
                row["angle_to_upright"] == "" ? 0 : double.Parse(row["angle_to_upright"], CultureInfo.InvariantCulture))),
    ];

    /// <summary>Pages that programs made, exactly upright (training/render_pages.py, training/write_pages.py); none when they have not been made.</summary>
    /// <param name="folder">The folder with the pages and their manifest.</param>
    /// <param name="prefix">What their names begin with in results.</param>
    public static IReadOnlyList<SourcePicture> Made(string folder, string prefix)
    {
        var manifest = Path.Combine(folder, "manifest.jsonl");
        return File.Exists(manifest)
            ? [.. File.ReadLines(manifest).Select(Page).OfType<SourcePicture>()]
            : [];

        SourcePicture? Page(string line)
        {
            using var row = JsonDocument.Parse(line);
            var file = row.RootElement.GetProperty("file").GetString()!;
            return row.RootElement.GetProperty("split").GetString() == "val"
                ? new SourcePicture(Path.Combine(folder, file), $"{prefix}/{file}", row.RootElement.GetProperty("source").GetString()!, 0)
                : null;
        }
    }

    // No field of these manifests is quoted.
    private static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
