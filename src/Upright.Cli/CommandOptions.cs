using System.CommandLine;

namespace Upright.Cli;

/// <summary>Puts options that belong together into a command.</summary>
internal static class CommandOptions
{
    public static void AddAll(this Command command, params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }
}
