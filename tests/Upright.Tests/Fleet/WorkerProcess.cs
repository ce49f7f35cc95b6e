using System.Diagnostics;
using Upright.Cli;

namespace Upright.Tests.Fleet;

/// <summary>`upright work` as a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> answers;
    private readonly Task<string> messages;

    public WorkerProcess(params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Tool).Assembly.Location, "work", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        answers = process.StandardOutput.ReadToEndAsync();
        messages = process.StandardError.ReadToEndAsync();
    }

    /// <summary>That it has not ended by itself.</summary>
    public async Task AssertRuns() => Assert.False(process.HasExited, process.HasExited ? await messages : "");

    /// <summary>As a power cut would.</summary>
    public void Kill() => process.Kill();

    /// <summary>As a service manager would.</summary>
    public void Terminate() => Needs.Output("sh", "-c", $"kill -TERM {process.Id}");

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code, what it answered and what else it said.</returns>
    public async Task<(int ExitCode, string Answers, string Messages)> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        return (process.ExitCode, await answers, await messages);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
