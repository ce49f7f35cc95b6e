using System.Text.Json;
using System.Text.Json.Nodes;

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
            using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return [.. Last(reader).Values.Select(line => new LedgerLine(line))];
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

    /// <summary>The last line of each input by its full path. Half a line, of a run that was killed, is left out.</summary>
    public static Dictionary<string, JsonObject> Last(StreamReader reader)
    {
        Dictionary<string, JsonObject> lines = new(StringComparer.Ordinal);
        while (reader.ReadLine() is { } text)
        {
            if (Parse(text) is { } line && (string?)line[Ledger.Stamp]?["input"] is { } path)
            {
                lines[path] = line;
            }
        }

        return lines;
    }

    /// <summary>One line; null when it is not whole.</summary>
    public static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // half a line; its picture is done again
        }
    }
}
