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
    /// <exception cref="UprightException">It cannot be read, or has zero bytes that nobody told of.</exception>
    public IReadOnlyList<string> Read(ParseResult parsed, Stream standardInput)
    {
        if (parsed.GetValue(list) is not { } file)
        {
            return [];
        }

        using var stream = file == InputPictures.Stream ? standardInput : InputFile.Open(file);
        using StreamReader reader = new(stream);
        var text = reader.ReadToEnd();
        if (parsed.GetValue(nulls))
        {
            return text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }

        // No name has a zero byte: what has is another kind of list, or no list.
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new UprightException(UprightError.InvalidOptions, $"'{file}' has zero bytes: with -0 names end with them, and without it a list is text.")
            // A name may end in spaces; a line may end as Windows ends it.
            : [.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
    }
}
