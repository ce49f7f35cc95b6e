using System.Globalization;
using System.Text;

namespace Upright.Cli;

/// <summary>Names and messages as a line shows them: a name may hold line breaks, codes that a terminal would obey, and marks that turn round what follows.</summary>
internal static class Shown
{
    /// <summary>The text with control characters spelt: \n, \r, \t, \u001b, \u202e.</summary>
    public static string Line(string text)
    {
        if (!text.Any(Commands))
        {
            return text;
        }

        StringBuilder line = new();
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                _ when Commands(character) => line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => line.Append(character),
            };
        }

        return line.ToString();
    }

    // Separators of lines and paragraphs; overrides and isolates of the direction, which no name needs: "gpj.exe" would read "exe.jpg".
    private static bool Commands(char character) =>
        char.IsControl(character) || character is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
