using System.Globalization;
using System.Text;

namespace Upright.Cli;

/// <summary>Names and messages as a line shows them: a name may hold line breaks, and codes that a terminal would obey.</summary>
internal static class Shown
{
    /// <summary>The text with control characters spelt: \n, \r, \t, \u001b.</summary>
    public static string Line(string text)
    {
        if (!text.Any(char.IsControl))
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
                _ when char.IsControl(character) => line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => line.Append(character),
            };
        }

        return line.ToString();
    }
}
