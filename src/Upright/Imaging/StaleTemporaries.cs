using System.Collections.Concurrent;

namespace Upright.Imaging;

/// <summary>Removes what a killed process left: temporary files that no living process holds.</summary>
internal static class StaleTemporaries
{
    /// <summary>How the name of every temporary file begins.</summary>
    public const string Prefix = ".upright-";

    // Once a folder is enough: this process itself leaves nothing.
    private static readonly ConcurrentDictionary<string, bool> Swept = new(StringComparer.Ordinal);

    /// <summary>Removes them from a folder, the first time that this process writes there.</summary>
    public static void Sweep(string folder)
    {
        if (!Swept.TryAdd(folder, true))
        {
            return;
        }

        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*"))
            {
                RemoveUnlessHeld(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whether the folder can be written is told by writing.
        }
    }

    // A writer holds its file without sharing until it has been renamed, and the system lets go of it when the process ends.
    private static void RemoveUnlessHeld(string path)
    {
        try
        {
            using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None);
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use, or not ours to remove.
        }
    }
}
