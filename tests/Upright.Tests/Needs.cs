using System.Diagnostics;

namespace Upright.Tests;

/// <summary>Skips a test, with its reason, where the machine lacks what it needs; fails it where nothing may be missing.</summary>
internal static class Needs
{
    /// <summary>Runs a program and gives what it printed.</summary>
    public static string Output(string program, params string[] arguments)
    {
        Program(program);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} said: {errors.GetAwaiter().GetResult()}");
        return output;
    }

    /// <summary>Skips unless the program is on the path.</summary>
    public static void Program(string name)
    {
        if (PathOf(name) is null)
        {
            Missing($"{name} is not installed.");
        }
    }

    /// <summary>Where a program is; null when it is not on the path.</summary>
    public static string? PathOf(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
        .FirstOrDefault(File.Exists);

    /// <summary>The system's Python, for which Debian packages PyTorch; another on the path may lack it.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>Skips unless the system's Python has a module.</summary>
    public static void PythonModule(string name)
    {
        Program(Python);
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", $"import {name}"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Missing($"Python has no module '{name}'.");
        }
    }

    /// <summary>Skips, or fails when UPRIGHT_REQUIRE_ALL=1.</summary>
    public static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("UPRIGHT_REQUIRE_ALL") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
