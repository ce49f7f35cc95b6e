using Upright.Imaging;
using Upright.Pages;

namespace Upright;

/// <summary>
/// A picture or document that was opened once. What it is, how it must be turned and what is written of it come of the bytes
/// that were opened, whatever its path leads to meanwhile; a change of them is an error.
/// </summary>
internal sealed class OpenedInput : IDisposable
{
    private readonly DecodeLimits limits;
    private Picture? picture;

    private OpenedInput(PictureSource source, DecodeLimits limits) => (Source, this.limits) = (source, limits);

    /// <summary>Its bytes.</summary>
    public PictureSource Source { get; }

    /// <summary>What kind of document of pages it is; null for a picture, or anything else.</summary>
    public DocumentFormat? Document => Source.Parsed(DocumentFormats.Identify);

    /// <summary>The picture, its header read and found within the limits.</summary>
    /// <exception cref="UprightException">It is none, damaged, or over a limit.</exception>
    public Picture Picture => picture ??= Picture.Open(Source, limits);

    /// <summary>The picture's pixels, as it is shown.</summary>
    /// <inheritdoc cref="Picture" path="/exception"/>
    public PictureSize Size => new(Picture.Info.Width, Picture.Info.Height);

    /// <summary>Opens a file.</summary>
    /// <exception cref="UprightException">It is missing, a directory, unreadable, empty or too large.</exception>
    public static OpenedInput OfFile(string path, DecodeLimits limits) => new(PictureSource.FromFile(path, limits), limits);

    /// <summary>Reads a stream from where it stands to its end; it stays open.</summary>
    /// <exception cref="UprightException">It cannot be read, is empty or too long.</exception>
    public static async Task<OpenedInput> OfStreamAsync(Stream stream, DecodeLimits limits, CancellationToken cancellationToken) =>
        new(await PictureSource.FromStreamAsync(stream, limits, cancellationToken).ConfigureAwait(false), limits);

    /// <summary>Bytes in memory, which must not change while it is in use.</summary>
    /// <exception cref="UprightException">There are none, or too many.</exception>
    public static OpenedInput OfMemory(ReadOnlyMemory<byte> bytes, DecodeLimits limits) => new(PictureSource.FromMemory(bytes, limits), limits);

    /// <summary>Copies all bytes.</summary>
    /// <exception cref="UprightException">It cannot be read any more, or changed.</exception>
    public void CopyTo(Stream target) => Source.CopyTo(target, CancellationToken.None);

    /// <summary>Looks a last time whether it changed, and lets go of the file, which Windows replaces only then.</summary>
    /// <exception cref="UprightException">It changed.</exception>
    public void Release()
    {
        Source.CheckUnchanged();
        Source.Dispose();
    }

    public void Dispose() => Source.Dispose();
}
