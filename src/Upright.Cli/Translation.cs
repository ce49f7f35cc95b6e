using System.CommandLine;

namespace Upright.Cli;

/// <summary>Says what commands, arguments and options are in the reader's language.</summary>
internal static class Translation
{
    /// <summary>Of a command and all below it.</summary>
    public static void Of(Command command)
    {
        command.Description = Said(command.Description);
        foreach (var argument in command.Arguments)
        {
            argument.Description = Said(argument.Description);
        }

        foreach (var option in command.Options)
        {
            option.Description = Said(option.Description);
        }

        foreach (var inside in command.Subcommands)
        {
            Of(inside);
        }
    }

    private static string? Said(string? english) => english is null ? null : Words.Of(english);
}
