using System.CommandLine;
using System.Globalization;

namespace Upright.Cli;

/// <summary>Numbers with a suffix, such as 4G.</summary>
internal static class ByteCount
{
    /// <summary>An option that takes a whole number with an optional K, M or G.</summary>
    public static Option<long> Option(string name, string description, long usual, int thousand) => new(name)
    {
        Description = description,
        HelpName = "number[K|M|G]",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text, thousand, out var number))
            {
                return number;
            }

            result.AddError(Words.Of($"{name}: '{text}' is no whole number, with K, M or G if you like."));
            return 0;
        },
    };

    private static bool TryParse(string text, int thousand, out long number)
    {
        var power = text.Length == 0 ? -1 : "KMG".IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal);
        number = 0;
        if (!long.TryParse(power < 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
        {
            return false;
        }

        var value = digits * Math.Pow(thousand, power + 1);
        number = (long)value;
        return value < long.MaxValue;
    }
}
