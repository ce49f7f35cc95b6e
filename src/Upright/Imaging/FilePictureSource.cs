using NetVips;
using Upright.Files;

namespace Upright.Imaging;

/// <summary>A regular file.</summary>
internal sealed class FilePictureSource(string path, long length) : PictureSource
{
    public override string Path => path;

    public override long Length => length;

    public override Stream OpenRead() => InputFile.Open(path);

    public override Source Connect()
    {
        try
        {
            return Source.NewFromFile(path);
        }
        catch (VipsException exception)
        {
            throw new UprightException(UprightError.CannotRead, VipsErrors.Describe(exception), exception);
        }
    }
}
