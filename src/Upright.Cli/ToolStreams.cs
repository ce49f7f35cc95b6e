namespace Upright.Cli;

/// <summary>Where the tool reads and writes; tests give their own.</summary>
/// <param name="Input">What `-` reads.</param>
/// <param name="Output">What `-o -` writes.</param>
/// <param name="Answers">Standard output as text: answers, nothing else.</param>
/// <param name="Messages">Standard error as text: everything else.</param>
/// <param name="Colour">Whether decisions are coloured.</param>
/// <param name="IsTerminal">Whether messages are read on a terminal, where a line can renew itself.</param>
internal sealed record ToolStreams(Stream Input, Stream Output, TextWriter Answers, TextWriter Messages, bool Colour, bool IsTerminal)
{
    /// <summary>Only on a terminal, and never with NO_COLOR set (https://no-color.org).</summary>
    public static bool ColourIsWelcome() =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
