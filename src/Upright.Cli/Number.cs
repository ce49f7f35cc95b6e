using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Upright.Cli;

/// <summary>Numbers with a point. A comma is refused: the parser's own habit reads 0,9 as 9.</summary>
internal static class Number
{
    /// <summary>An option that takes one.</summary>
    public static Option<double> Option(string name, string description, double usual) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result => Parse(name, result) ?? usual,
    };

    /// <summary>An option that takes one, or is not there.</summary>
    public static Option<double?> Option(string name, string description) => new(name) { Description = description, CustomParser = result => Parse(name, result) };

    private static double? Parse(string name, ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        result.AddError(Words.Of($"{name}: '{text}' is no number, such as 0.9 with a point."));
        return null;
    }
}
