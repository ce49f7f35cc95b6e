namespace Upright.Server;

/// <summary>A file that is gone when it is no longer needed.</summary>
internal sealed class TemporaryFile(string path) : IDisposable
{
    public string Path => path;

    /// <summary>Opens it for writing, empty.</summary>
    public FileStream Create() => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16, FileOptions.Asynchronous);

    // Deleting what is not there is no error.
    public void Dispose() => File.Delete(path);
}
