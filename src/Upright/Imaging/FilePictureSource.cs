using NetVips;
using Upright.Files;

namespace Upright.Imaging;

/// <summary>A regular file, opened as often as its bytes are needed, and each time the one that was opened first.</summary>
/// <param name="path">Its full path.</param>
/// <param name="version">What it was when it was opened first.</param>
internal sealed class FilePictureSource(string path, FileVersion version) : PictureSource
{
    public override string Path => path;

    public override long Length => version.Length;

    public override Stream OpenRead()
    {
        var stream = InputFile.Open(path);
        if (FileVersion.Of(stream) == version)
        {
            return stream;
        }

        stream.Dispose();
        throw Changed();
    }

    public override Source Connect()
    {
        try
        {
            var source = Source.NewFromFile(path);
            try
            {
                CheckUnchanged();
                return source;
            }
            catch
            {
                source.Dispose();
                throw;
            }
        }
        catch (VipsException exception)
        {
            throw new UprightException(UprightError.CannotRead, VipsErrors.Describe(exception), exception);
        }
    }

    public override void CheckUnchanged()
    {
        using var stream = OpenRead();
    }

    private static UprightException Changed() => new(UprightError.CannotRead, "It changed while it was read.");
}
