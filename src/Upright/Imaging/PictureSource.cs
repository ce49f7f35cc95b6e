using NetVips;
using Upright.Files;

namespace Upright.Imaging;

/// <summary>Encoded bytes that can be read as often as needed: a file that was opened once, or memory that a stream was read into. What is parsed of them is parsed once.</summary>
internal abstract class PictureSource : IDisposable
{
    private readonly Dictionary<Type, object?> parsed = [];

    /// <summary>The full path for a file; null for bytes and streams.</summary>
    public virtual string? Path => null;

    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>A file by its path. What is not a regular file (a pipe, say) is read into memory.</summary>
    /// <returns>Holds the file open until it is disposed.</returns>
    /// <exception cref="UprightException">It is missing, a directory, unreadable, empty or too large.</exception>
    public static PictureSource FromFile(string path, DecodeLimits limits)
    {
        var file = InputFile.Open(path);
        try
        {
            if (file.CanSeek)
            {
                CheckSize(file.Length, limits);
                return new FilePictureSource(file, System.IO.Path.GetFullPath(path));
            }

            using (file)
            {
                return FromStreamAsync(file, limits, CancellationToken.None).GetAwaiter().GetResult();
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
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

    /// <summary>What tells the file from others; null for bytes and streams.</summary>
    public virtual FileVersion? Version => null;

    /// <summary>What the system said when bytes could not be read; null where they could.</summary>
    public virtual Exception? Failure => null;

    /// <summary>What a parser makes of the bytes: asked for as often as needed, and parsed once.</summary>
    /// <param name="parse">The one parser of this type of result.</param>
    public T Parsed<T>(Func<Stream, T> parse)
    {
        lock (parsed)
        {
            if (!parsed.TryGetValue(typeof(T), out var result))
            {
                using var stream = OpenRead();
                parsed[typeof(T)] = result = parse(stream);
            }

            return (T)result!;
        }
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

    /// <summary>A fresh connection for libvips, which never sees a file's name and opens nothing.</summary>
    /// <exception cref="UprightException">It cannot be read any more, or changed.</exception>
    public abstract Source Connect();

    /// <summary>Lets go of the file.</summary>
    public virtual void Dispose()
    {
    }

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
