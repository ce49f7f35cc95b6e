using System.Reflection;

namespace Upright.Pages.Apart;

/// <summary>Finds a program of ours, to start it in its other role.</summary>
internal static class ReaderProgram
{
    /// <summary>The argument that asks a program for it.</summary>
    public const string Role = "read-documents";

    /// <summary>Readers by a program; null where it has no file of its own to start.</summary>
    /// <param name="program">The program's assembly.</param>
    /// <param name="memoryLimit">Bytes that each may have.</param>
    public static DocumentReader? Of(Assembly program, long memoryLimit = 1 << 30)
    {
        var isThis = Assembly.GetEntryAssembly() == program;
        if (isThis && Environment.ProcessPath is { } path && !Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            return new DocumentReader(path, [Role]) { MemoryLimit = memoryLimit };
        }

        var beside = Path.Combine(AppContext.BaseDirectory, program.GetName().Name! + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var managed = Path.Combine(AppContext.BaseDirectory, program.GetName().Name! + ".dll");
        return File.Exists(beside) ? new DocumentReader(beside, [Role]) { MemoryLimit = memoryLimit }
            : isThis && File.Exists(managed) ? new DocumentReader(Environment.ProcessPath!, [managed, Role]) { MemoryLimit = memoryLimit }
            : null;
    }
}
