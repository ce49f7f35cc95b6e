using System.CommandLine;
using Upright.Files;

namespace Upright.Cli;

/// <summary>`--list FILE`, and `-0` for names with line breaks in them.</summary>
internal sealed class PathList
{
    private readonly Option<string?> list = new("--list") { Description = "A text file with one PATH a line, or - for standard input.", HelpName = "file" };
    private readonly Option<bool> nulls = new("--null", "-0") { Description = "In --list paths end with a zero byte, as `find -print0` writes them." };

    public void AddTo(Command command) => command.AddAll(list, nulls);

    /// <summary>Whether there is a list.</summary>
    public bool IsGiven(System.CommandLine.Parsing.CommandResult result) => result.GetValue(list) is not null;

    /// <summary>Its paths; none without a list.</summary>
    /// <exception cref="UprightException">It cannot be read.</exception>
    public IReadOnlyList<string> Read(ParseResult parsed, Stream standardInput)
    {
        if (parsed.GetValue(list) is not { } file)
        {
            return [];
        }

        using var stream = file == InputPictures.Stream ? standardInput : InputFile.Open(file);
        using StreamReader reader = new(stream);
        // A name may end in spaces; a line may end as Windows ends it.
        return parsed.GetValue(nulls)
            ? reader.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : [.. reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
    }
}
