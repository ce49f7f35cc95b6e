using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>Files in the folders of a run that are neither pictures nor PDFs by their names: told, and carried along where that is asked for.</summary>
internal static class LeftOutFiles
{
    /// <summary>The field of a ledger's line that counts them.</summary>
    public const string Field = "left_out";

    /// <summary>How many of each ending, the most first.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> Counts(IEnumerable<InputPicture> files) =>
        [.. files.CountBy(file => Path.GetExtension(file.Path).TrimStart('.').ToLowerInvariant()).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)];

    /// <summary>One line, such as `22 files left out: 12 mov, 9 xmp, 1 psd`; empty when there are none.</summary>
    public static string Told(IReadOnlyCollection<InputPicture> files) => Told(Counts(files));

    /// <inheritdoc cref="Told(IReadOnlyCollection{InputPicture})"/>
    public static string Told(IReadOnlyList<KeyValuePair<string, int>> counts)
    {
        const int Named = 8;
        if (counts.Count == 0)
        {
            return "";
        }

        var sum = counts.Sum(count => count.Value);
        var named = counts.Take(Named).Select(count => count.Key.Length > 0 ? $"{count.Value} {Shown.Line(count.Key)}" : Words.Of($"{count.Value} without an ending"));
        var told = string.Join(", ", named) + (counts.Count > Named ? ", …" : "");
        return sum == 1 ? Words.Of($"1 file left out: {told}") : Words.Of($"{sum} files left out: {told}");
    }

    /// <summary>The line of a ledger.</summary>
    public static JsonObject ToJson(IEnumerable<InputPicture> files) =>
        new() { [Field] = new JsonObject(Counts(files).Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))) };

    /// <summary>Copies a file below an output folder, unless it is there already as it is.</summary>
    /// <exception cref="UprightException">It cannot be read or written.</exception>
    public static void Copy(InputPicture file, string target)
    {
        FileInfo source = new(file.Path), copy = new(target);
        if (copy.Exists && copy.Length == source.Length && copy.LastWriteTimeUtc == source.LastWriteTimeUtc)
        {
            return;
        }

        OutputFolder.CreateFor(target);
        FileCopy.Make(file.Path, target);
    }
}
