using NetVips;
using Upright.Files;

namespace Upright.Imaging;

/// <summary>A regular file that was opened once: whatever its path leads to meanwhile, what is judged and what is written is this one.</summary>
internal sealed class FilePictureSource : PictureSource
{
    private readonly FileStream file;
    private readonly FileVersion version;
    private Exception? failure;

    /// <param name="file">The file; from now on this one's.</param>
    /// <param name="path">Its full path.</param>
    public FilePictureSource(FileStream file, string path) => (this.file, Path, version) = (file, path, FileVersion.Of(file.SafeFileHandle));

    public override string Path { get; }

    public override long Length => version.Length;

    public override FileVersion? Version => version;

    public override Exception? Failure => failure;

    public override Stream OpenRead()
    {
        CheckUnchanged();
        return new BufferedStream(new OpenedBytes(file));
    }

    public override Source Connect()
    {
        CheckUnchanged();
        return new StreamSource(new OpenedBytes(file), exception => failure = exception);
    }

    // Written to where it lies, or replaced by another: to write what it was would undo that.
    public override void CheckUnchanged()
    {
        if (FileVersion.Of(file.SafeFileHandle) != version || FileVersion.Of(Path) != version)
        {
            throw Changed();
        }
    }

    /// <summary>The error of a file that changed.</summary>
    public static UprightException Changed() => new(UprightError.CannotRead, "It changed while it was read.");

    public override void Dispose()
    {
        file.Dispose();
        base.Dispose();
    }
}
