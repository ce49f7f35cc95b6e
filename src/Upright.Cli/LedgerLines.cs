using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Upright.Cli;

/// <summary>Reads what a ledger says of each picture last.</summary>
internal static class LedgerLines
{
    /// <summary>The last line of each input, in the order in which the inputs were first done.</summary>
    /// <param name="folder">The output folder.</param>
    /// <exception cref="UprightException">There is no ledger, or it cannot be read.</exception>
    public static IReadOnlyList<LedgerLine> Of(string folder)
    {
        var path = Path.Combine(folder, Ledger.FileName);
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Dictionary<string, LedgerLine> lines = new(StringComparer.Ordinal);
            foreach (var (_, line) in In(file))
            {
                if (LedgerLine.TryRead(line) is { } read)
                {
                    lines[Input(line)] = read;
                }
            }

            return [.. lines.Values];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UprightException(UprightError.FileNotFound, $"'{path}': the folder is not one that `upright fix FOLDER -o` wrote.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotRead, $"The ledger: {exception.Message}", exception);
        }
    }

    /// <summary>How many files of each ending the last run left out; none where it does not say.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> LeftOut(string folder)
    {
        var line = File.ReadLines(Path.Combine(folder, Ledger.FileName)).LastOrDefault(line => line.StartsWith($"{{\"{LeftOutFiles.Field}\"", StringComparison.Ordinal));
        return line is null ? [] : [.. JsonNode.Parse(line)![LeftOutFiles.Field]!.AsObject().Select(count => KeyValuePair.Create(count.Key, (int)count.Value!))];
    }

    /// <summary>All lines, the later ones of an input taking the place of the earlier, each with its place in the file. Half a line, of a run that was killed, is left out.</summary>
    /// <param name="file">The ledger, read from where it stands to its end.</param>
    public static IEnumerable<(LedgerPlace Place, JsonObject Line)> In(Stream file)
    {
        var start = file.Position;
        var buffer = new byte[1 << 16];
        var filled = 0;
        while (file.Read(buffer, filled, buffer.Length - filled) is > 0 and var read)
        {
            filled += read;
            var taken = 0;
            while (Array.IndexOf(buffer, (byte)'\n', taken, filled - taken) is >= 0 and var end)
            {
                if (Parse(buffer.AsSpan(taken..end)) is { } line && line[Ledger.Stamp] is JsonObject stamp && stamp["input"]?.GetValueKind() == JsonValueKind.String)
                {
                    yield return (new LedgerPlace(start + taken, end - taken), line);
                }

                taken = end + 1;
            }

            buffer.AsSpan(taken..filled).CopyTo(buffer);
            (start, filled) = (start + taken, filled - taken);
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length); // the line of a document of many pages
            }
        }
    }

    /// <summary>The full path of the input that a line is about.</summary>
    public static string Input(JsonObject line) => (string)line[Ledger.Stamp]!["input"]!;

    /// <summary>One line; null when it is not whole.</summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return !Utf8.IsValid(text) ? null : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // half a line, or none of ours; its picture is done again
        }
    }
}
