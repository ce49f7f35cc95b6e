using Upright.Cli;

namespace Upright.Tests.Cli;

/// <summary>One run of the tool in this process, with streams of its own.</summary>
internal sealed record ToolRun(int ExitCode, string Answers, string Messages, byte[] Output)
{
    public static Task<ToolRun> Of(params string[] arguments) => WithInput([], arguments);

    public static async Task<ToolRun> WithInput(byte[] input, params string[] arguments)
    {
        using MemoryStream stdin = new(input), stdout = new();
        StringWriter answers = new(), messages = new();
        var code = await Tool.RunAsync(arguments, new ToolStreams(stdin, stdout, answers, messages, Colour: false, IsTerminal: false), TestContext.Current.CancellationToken);
        return new ToolRun(code, answers.ToString(), messages.ToString(), stdout.ToArray());
    }

    public string[] Lines => Answers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
