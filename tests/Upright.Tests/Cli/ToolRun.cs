using System.Diagnostics;
using System.Text;
using Upright.Cli;

namespace Upright.Tests.Cli;

/// <summary>One run of the tool with streams of its own, in this process or of the program that was given.</summary>
internal sealed record ToolRun(int ExitCode, string Answers, string Messages, byte[] Output)
{
    public static Task<ToolRun> Of(params string[] arguments) => WithInput([], arguments);

    public static async Task<ToolRun> WithInput(byte[] input, params string[] arguments)
    {
        if (ToolProcess.Given is { } program)
        {
            return await OfProgramAsync(program, input, arguments);
        }

        using MemoryStream stdin = new(input), stdout = new();
        StringWriter answers = new(), messages = new();
        var code = await Tool.RunAsync(arguments, new ToolStreams(stdin, stdout, answers, messages, Colour: false, IsTerminal: false), TestContext.Current.CancellationToken);
        return new ToolRun(code, answers.ToString(), messages.ToString(), stdout.ToArray());
    }

    public string[] Lines => Answers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<ToolRun> OfProgramAsync(string program, byte[] input, string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using MemoryStream stdout = new();
        var output = process.StandardOutput.BaseStream.CopyToAsync(stdout, cancellationToken);
        var messages = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it.
        }

        await output;
        var said = await messages;
        await process.WaitForExitAsync(cancellationToken);
        var written = stdout.ToArray();
        return new ToolRun(process.ExitCode, written.Contains((byte)0) ? "" : Encoding.UTF8.GetString(written), said, written); // a picture is no answer
    }
}
