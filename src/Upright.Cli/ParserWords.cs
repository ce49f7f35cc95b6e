using System.Globalization;
using System.Text.RegularExpressions;

namespace Upright.Cli;

/// <summary>
/// What the library that reads command lines says by itself, in the reader's language. Its own translations are found by
/// cultures alone that need ICU, which this tool does without.
/// </summary>
internal static class ParserWords
{
    private static readonly string[] Formats =
    [
        "Required argument '{0}' missing for command: '{1}'.",
        "Required argument missing for option: '{0}'.",
        "Required command was not provided.",
        "Option '{0}' is required.",
        "Option '{0}' expects a single argument but {1} were provided.",
        "Argument '{0}' not recognized. Must be one of:{1}",
        "Unrecognized command or argument '{0}'.",
    ];

    private static readonly string[] Headings = ["Description:", "Usage:", "Arguments:", "Options:", "Commands:"];

    /// <summary>An error.</summary>
    public static string OfError(string english)
    {
        foreach (var format in Formats)
        {
            var pattern = Regex.Escape(format).Replace(@"\{0}", "(.*?)", StringComparison.Ordinal).Replace(@"\{1}", "(.*)", StringComparison.Ordinal);
            if (Regex.Match(english, $"^{pattern}$", RegexOptions.Singleline) is { Success: true } match)
            {
                return string.Format(CultureInfo.InvariantCulture, Words.Of(format), [.. match.Groups.Values.Skip(1).Select(group => (object)group.Value)]);
            }
        }

        return english;
    }

    /// <summary>A page of help.</summary>
    public static string OfHelp(string english) => string.Join('\n', english.Split('\n').Select(line => Headings.Contains(line.TrimEnd()) ? Words.Of(line.TrimEnd()) : Inside(line)));

    // Defaults that are names are written as they are given.
    private static string Inside(string line) => Regex.Replace(line, @"(?<=\[default: )[A-Z][A-Za-z]*(?=\])", name => name.Value.ToLowerInvariant())
        .Replace(" [options]", $" [{Words.Of("options")}]", StringComparison.Ordinal)
        .Replace(" [command]", $" [{Words.Of("command")}]", StringComparison.Ordinal)
        .Replace("[default: ", $"[{Words.Of("default")}: ", StringComparison.Ordinal)
        .Replace("(REQUIRED)", $"({Words.Of("REQUIRED")})", StringComparison.Ordinal);
}
