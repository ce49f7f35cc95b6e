using Upright.Files;

namespace Upright.Server;

/// <summary>
/// The folder of this process for uploads and results. It is gone when the process ends in order; what a process that was killed
/// has left, the next one takes away.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "upright-service-";
    private const string Lock = ".lock";

    private readonly string path;
    private readonly FileStream held;

    public TemporaryFolder(ServerSettings settings)
    {
        TakeAwayWhatIsLeft(settings.TemporaryFolder);
        path = Path.Combine(settings.TemporaryFolder, $"{Prefix}{Guid.NewGuid():N}");
        // Held before it has the name by which others look for what nobody holds.
        held = Hold(path);
        File.Move(path, path + Lock);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            // Other users of the machine have no business with the callers' pictures.
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>How many files lie here now.</summary>
    public int Count => Directory.EnumerateFiles(path).Count();

    /// <summary>A new file's name; nothing of it is the caller's choice, and it has no ending that a format could be told by.</summary>
    public TemporaryFile NewFile() => new(Path.Combine(path, Guid.NewGuid().ToString("N")));

    /// <summary>Has a new file written at its path; it is gone again if that fails.</summary>
    /// <returns>What the writing told, and the file.</returns>
    /// <exception cref="UprightException"><see cref="UprightError.CannotWrite"/>: a full disk, say.</exception>
    public async Task<(T Told, TemporaryFile File)> WriteAsync<T>(Func<string, Task<T>> write)
    {
        var file = NewFile();
        try
        {
            return (await write(file.Path), file);
        }
        catch (Exception exception)
        {
            file.Dispose();
            if (AtomicFile.IsRefusal(exception))
            {
                throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
            }

            throw;
        }
    }

    /// <summary>Whether files can be written here.</summary>
    public bool IsWritable()
    {
        try
        {
            using var probe = NewFile();
            using var stream = probe.Create();
            stream.WriteByte(0);
            stream.Flush(flushToDisk: false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path + Lock);
        held.Dispose();
    }

    // Beside each folder lies a file that its process holds as long as it lives.
    private static void TakeAwayWhatIsLeft(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"{Prefix}*{Lock}"))
        {
            try
            {
                using var left = Hold(file);
                File.Delete(file);
                Directory.Delete(file[..^Lock.Length], recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or it is another user's, or had no folder yet.
            }
        }
    }

    // Windows moves and deletes no open file unless that is shared; elsewhere sharing anything at all is no lock.
    private static FileStream Hold(string file) =>
        new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None, bufferSize: 0);
}
