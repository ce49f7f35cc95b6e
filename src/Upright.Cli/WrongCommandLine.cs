using System.CommandLine;
using System.CommandLine.Parsing;

namespace Upright.Cli;

/// <summary>What is said of a command line that is not understood: each error in words, and one line about help.</summary>
internal static class WrongCommandLine
{
    /// <summary>What the tool exits with then.</summary>
    public const int ExitCode = 2;

    // Said beside a word that is no command, which says it all.
    private const string NoCommand = "Required command was not provided.";

    /// <summary>Says it.</summary>
    public static void Tell(ParseResult parsed, TextWriter messages)
    {
        foreach (var message in parsed.Errors.Where(error => parsed.Errors.Count == 1 || error.Message != NoCommand).Select(InWords).Distinct())
        {
            messages.WriteLine($"upright: {message}");
        }

        var command = parsed.CommandResult.Command is RootCommand ? "upright" : $"upright {parsed.CommandResult.Command.Name}";
        messages.WriteLine(Words.Of($"'{command} --help' has all options, with examples."));
    }

    // The parser speaks of System.Double.
    private static string InWords(ParseError error) =>
        error.SymbolResult is OptionResult { Tokens: [var given, ..] } result && error.Message.Contains("System.", StringComparison.Ordinal) | error.Message.Contains("Upright.", StringComparison.Ordinal)
            ? Words.Of($"{result.Option.Name}: '{given.Value}' is {Not(result.Option)}.")
            : ParserWords.OfError(error.Message);

    private static string Not(Option option)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type == typeof(double) ? Words.Of("no number")
            : type == typeof(int) || type == typeof(long) ? Words.Of("no whole number")
            : type.IsEnum ? Words.Of($"none of {option.HelpName!.Replace("|", ", ", StringComparison.Ordinal)}") // as the help has them
            : Words.Of("not understood");
    }
}
