namespace Upright.Files;

/// <summary>What tells a file from what it was before: how long it is, and when it was written last.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Written">UTC.</param>
internal readonly record struct FileVersion(long Length, DateTime Written)
{
    /// <summary>Of an open file, whatever its path leads to meanwhile.</summary>
    public static FileVersion Of(FileStream stream) => new(stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle));
}
