using NetVips;
using Upright.Files;

namespace Upright.Imaging;

/// <summary>Encoded bytes that can be read as often as needed: a file, or memory that a stream was read into.</summary>
internal abstract class PictureSource
{
    /// <summary>The full path for a file; null for bytes and streams.</summary>
    public virtual string? Path => null;

    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>A file by its path. What is not a regular file (a pipe, say) is read into memory.</summary>
    /// <exception cref="UprightException">It is missing, a directory, unreadable, empty or too large.</exception>
    public static PictureSource FromFile(string path, DecodeLimits limits)
    {
        using var stream = InputFile.Open(path);
        if (!stream.CanSeek)
        {
            return FromStreamAsync(stream, limits, CancellationToken.None).GetAwaiter().GetResult();
        }

        CheckSize(stream.Length, limits);
        return new FilePictureSource(System.IO.Path.GetFullPath(path), FileVersion.Of(stream));
    }

    /// <summary>Bytes in memory, which must not change while the source is in use.</summary>
    /// <exception cref="UprightException">There are none, or too many.</exception>
    public static PictureSource FromMemory(ReadOnlyMemory<byte> bytes, DecodeLimits limits)
    {
        CheckSize(bytes.Length, limits);
        return new MemoryPictureSource(bytes);
    }

    /// <summary>A stream from where it stands to its end, read into memory; it need not be seekable and stays open.</summary>
    /// <exception cref="UprightException">It cannot be read, is empty or too long.</exception>
    public static async Task<PictureSource> FromStreamAsync(Stream stream, DecodeLimits limits, CancellationToken cancellationToken)
    {
        var whole = stream as WholeStream ?? await WholeStream.ReadAsync(stream, limits.MaxFileSize, cancellationToken).ConfigureAwait(false);
        return FromMemory(whole.Rest, limits);
    }

    /// <summary>Refuses what has become of a file that changed: what was judged is what is written.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.CannotRead"/></exception>
    public virtual void CheckUnchanged()
    {
    }

    /// <summary>A fresh stream over the bytes for the parsers of headers.</summary>
    /// <exception cref="UprightException">It cannot be read any more, or changed.</exception>
    public abstract Stream OpenRead();

    /// <summary>Copies all bytes.</summary>
    public void CopyTo(Stream target, CancellationToken cancellationToken)
    {
        using var bytes = OpenRead();
        var chunk = new byte[1 << 16];
        int read;
        while ((read = bytes.Read(chunk)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Write(chunk.AsSpan(0, read));
        }

        CheckUnchanged();
    }

    /// <summary>A fresh connection for libvips, which never sees the file's name as a string with options.</summary>
    public abstract Source Connect();

    private static void CheckSize(long length, DecodeLimits limits)
    {
        if (length == 0)
        {
            throw new UprightException(UprightError.EmptyFile);
        }

        if (length > limits.MaxFileSize)
        {
            throw new UprightException(UprightError.FileTooLarge, $"It has {length} bytes, the limit is {limits.MaxFileSize}.");
        }
    }
}
