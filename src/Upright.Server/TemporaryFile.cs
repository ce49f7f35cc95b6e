namespace Upright.Server;

/// <summary>A file that is gone when it is no longer needed.</summary>
internal sealed class TemporaryFile(string path) : IDisposable
{
    public string Path => path;

    /// <summary>What its sender calls it, which may be anything; null where it came without a name.</summary>
    public string? GivenName { get; private set; }

    public TemporaryFile Called(string name)
    {
        GivenName = name;
        return this;
    }

    /// <summary>Opens it for writing, empty.</summary>
    public FileStream Create() => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16, FileOptions.Asynchronous);

    // Deleting what is not there is no error.
    public void Dispose() => File.Delete(path);
}
