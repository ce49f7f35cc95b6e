namespace Upright.Server;

/// <summary>The folder of this process for uploads and results; it is gone when the process ends in order.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string path;

    public TemporaryFolder(ServerSettings settings)
    {
        path = Path.Combine(settings.TemporaryFolder, $"upright-{Path.GetRandomFileName()}");
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

    /// <summary>A new file's name; nothing of it is the caller's choice.</summary>
    public TemporaryFile NewFile() => new(Path.Combine(path, Path.GetRandomFileName()));

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
    }
}
