using System.Globalization;
using System.Text.RegularExpressions;

namespace Upright.Server.Tests.Docs;

/// <summary>A command of a document, and what it is shown to answer; nothing where only the command is.</summary>
internal sealed partial record Example(string Command, IReadOnlyList<string> Shown)
{
    private const string Prompt = "$ ";

    // What is left out of the answer, within a line or as a line.
    private const string LeftOut = "…";

    // Measured values differ a little from machine to machine and from model to model; counts and sizes do not.
    private const double Tolerance = 0.1;

    /// <summary>The examples of a block.</summary>
    public static IEnumerable<Example> In(CodeBlock block)
    {
        var lines = block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (block.Language == "sh")
        {
            return lines.Select(line => new Example(line, []));
        }

        List<Example> examples = [];
        foreach (var line in lines)
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                examples.Add(new Example(line[Prompt.Length..], []));
            }
            else
            {
                examples[^1] = examples[^1] with { Shown = [.. examples[^1].Shown, line] };
            }
        }

        return examples;
    }

    /// <summary>Whether the answer is what is shown: line for line, or, where lines are left out, these among others in this order.</summary>
    public bool IsAnsweredBy(string answer)
    {
        if (Shown.Count == 0)
        {
            return true;
        }

        var lines = answer.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var wanted = Shown.Where(line => line != LeftOut).ToList();
        if (wanted.Count == Shown.Count)
        {
            return lines.Length == wanted.Count && lines.Zip(wanted).All(pair => IsShown(pair.First, pair.Second));
        }

        var found = 0;
        foreach (var line in lines)
        {
            found += found < wanted.Count && IsShown(line, wanted[found]) ? 1 : 0;
        }

        return found == wanted.Count;
    }

    private static bool IsShown(string line, string shown)
    {
        var pattern = string.Concat(Part().Matches(shown).Select(part => part.Groups switch
        {
            { } groups when groups[1].Success => "(-?[0-9]+\\.[0-9]+)",
            { } groups when groups[2].Success => ".*",
            _ => Regex.Escape(part.Value),
        }));
        var match = Regex.Match(line, $"^{pattern}$");
        var numbers = Part().Matches(shown).Where(part => part.Groups[1].Success).Select(part => Number(part.Value));
        return match.Success && match.Groups.Values.Skip(1).Select(group => Number(group.Value)).Zip(numbers).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(-?[0-9]+\.[0-9]+)|(…)|[^…0-9-]+|[0-9-]")]
    private static partial Regex Part();
}
