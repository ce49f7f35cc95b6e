using System.Diagnostics;

namespace Upright.Tests.Cli;

/// <summary>The tool as a process of its own: the built one, or what UPRIGHT_TOOL names (packaging/release.sh's native code, for instance).</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<string> firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> answers;
    private readonly Task<string> messages;

    private ToolProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = Process.Start(start)!;
        messages = process.StandardError.ReadToEndAsync();
        answers = ReadAsync();
    }

    /// <summary>The program that all tests of the tool are to run; null when it is the built one.</summary>
    public static string? Given { get; } = Environment.GetEnvironmentVariable("UPRIGHT_TOOL") is { Length: > 0 } path ? path : null;

    /// <summary>The program's file.</summary>
    public static string Program { get; } = Given ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Upright.Cli.exe" : "Upright.Cli");

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    public static ToolProcess Start(params string[] arguments) => new(new ProcessStartInfo(Program, arguments));

    /// <summary>Starts it from a shell that has prepared something; the arguments are the shell's $@.</summary>
    public static ToolProcess StartIn(string shell, params string[] arguments)
    {
        Needs.Program("bash");
        // The runtime would put its compiled code into files of its own, which a limit on files would hit.
        return new ToolProcess(new ProcessStartInfo("bash", ["-c", $"{shell} \"$@\"", "bash", Program, .. arguments]) { Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" } });
    }

    /// <summary>The first line of its answers.</summary>
    public async Task<string> AnswerAsync() => await firstAnswer.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as a service manager would.</summary>
    public void Terminate() => Needs.Output("kill", "-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public async Task<ToolRun> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolRun(process.ExitCode, await answers, await messages, []);
    }

    private async Task<string> ReadAsync()
    {
        List<string> lines = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            firstAnswer.TrySetResult(line);
        }

        firstAnswer.TrySetException(new InvalidOperationException($"It ended without an answer: {await messages}"));
        return string.Join('\n', lines);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
