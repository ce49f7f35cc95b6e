using System.Collections.Concurrent;

namespace Upright.Files;

/// <summary>Files that are written before they take their place: held until then, and removed by the next writer where a killed process left them.</summary>
internal static class TemporaryFiles
{
    /// <summary>How the name of every temporary file begins.</summary>
    public const string Prefix = ".upright-";

    // Somebody who cleans up can meet a new file once; a folder that refuses is asked as often, which costs nothing.
    private const int Attempts = 10;

    // Held without sharing, so that no other process takes it for a leftover; Windows renames an open file only if deleting is shared.
    private static readonly FileShare Held = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    // Once a folder is enough: this process itself leaves nothing.
    private static readonly ConcurrentDictionary<string, bool> Swept = new(StringComparer.Ordinal);

    /// <summary>Creates an empty one that nobody else opens or removes until it is closed; its path is <see cref="FileStream.Name"/>.</summary>
    /// <param name="folder">Where. What killed processes left there is removed the first time that this process writes there.</param>
    /// <param name="options">For example that it is deleted when it is closed.</param>
    /// <param name="isPrivate">Whether only its owner may read it.</param>
    /// <exception cref="IOException">The folder is not there, or the system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static FileStream Create(string folder, FileOptions options = FileOptions.None, bool isPrivate = false)
    {
        if (Swept.TryAdd(folder, true))
        {
            RemoveLeft(folder);
        }

        FileStreamOptions how = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = Held, BufferSize = 1 << 16, Options = options };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // A short name of its own: the target's plus a suffix may be longer than the file system allows.
                return Hold(Path.Combine(folder, Prefix + Path.GetRandomFileName()), how);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Somebody who cleans up may have taken it for a leftover; another name then.
            }
        }
    }

    // Unix creates a file and then locks it. Somebody who cleans up may have the lock first, which is an error, or have removed the
    // file just before the lock was free. From then on it is ours.
    private static FileStream Hold(string path, FileStreamOptions how)
    {
        FileStream stream = new(path, how);
        if (File.Exists(path))
        {
            return stream;
        }

        stream.Dispose();
        throw new IOException($"'{path}' was removed as soon as it was created.");
    }

    /// <summary>Removes those that no living process holds.</summary>
    public static void RemoveLeft(string folder)
    {
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

    // A writer holds its file until it has been renamed, and the system lets go of it when the process ends.
    private static void RemoveUnlessHeld(string path)
    {
        try
        {
            using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, Held);
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use, or not ours to remove.
        }
    }
}
