using System.Diagnostics;
using System.Globalization;

namespace Upright.Server.Tests;

/// <summary>The service as a process of its own, as users run it.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process process;

    private ServiceProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address, Timeout = Eventually.Deadline };
    }

    public HttpClient Client { get; }

    public Uri Address { get; }

    /// <summary>The most memory that it had resident so far, in bytes.</summary>
    public long PeakMemory => 1024 * long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    /// <summary>Starts it with the environment of the Dockerfile.</summary>
    public static Task<ServiceProcess> StartAsync(params string[] settings) =>
        StartAsync(new ProcessStartInfo("dotnet", Arguments(settings)));

    /// <summary>Starts it from a shell that has prepared something.</summary>
    public static Task<ServiceProcess> StartInAsync(string shell, params string[] settings) =>
        // The runtime would put its compiled code into files of its own, which a limit on files would hit.
        StartAsync(new ProcessStartInfo("bash", ["-c", $"{shell} exec \"$@\"", "bash", "dotnet", .. Arguments(settings)]) { Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" } });

    private static string[] Arguments(string[] settings) => [typeof(UprightServer).Assembly.Location, "--urls=http://127.0.0.1:0", .. settings];

    private static async Task<ServiceProcess> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        (start.Environment["MALLOC_ARENA_MAX"], start.Environment["MALLOC_MMAP_THRESHOLD_"], start.Environment["MALLOC_TRIM_THRESHOLD_"]) = ("2", "131072", "131072");
        var process = Process.Start(start)!;
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException("It ended at the start."));
            }
            else if (line.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                listening.TrySetResult(line.Data[(at + Listening.Length)..]);
            }
        };
        process.BeginOutputReadLine();
        return new ServiceProcess(process, new Uri(await listening.Task.WaitAsync(Eventually.Deadline)));
    }

    /// <summary>As a crash would end it.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}
