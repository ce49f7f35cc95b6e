using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Upright.Cli;

/// <summary>The usual help, with the command's examples below.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    /// <summary>Adds examples to a command line's help.</summary>
    public static void AddTo(RootCommand root, IReadOnlyDictionary<Command, string> examples)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!, examples);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using StringWriter help = new();
        parseResult.InvocationConfiguration.Output = help;
        var result = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(ParserWords.OfHelp(help.ToString()));
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var text))
        {
            output.WriteLine(Words.Of("Examples:"));
            foreach (var line in text.Split('\n'))
            {
                output.WriteLine("  " + line);
            }

            output.WriteLine();
        }

        return result;
    }
}
