using NetVips;
using Upright.Files;

namespace Upright.Imaging;

/// <summary>Encodes a picture with the metadata that still holds, to a file or a stream; all of it or nothing.</summary>
internal static class PictureWriter
{
    /// <summary>Writes a file through a temporary one beside it.</summary>
    /// <param name="image">The picture as <see cref="Picture.OpenForOutput"/> gave it, turned or not.</param>
    /// <param name="path">The target; an existing file is replaced in one step.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="guard">The input that must not be replaced.</param>
    /// <param name="cancellationToken">Stops decoder and encoder; nothing is left behind.</param>
    /// <exception cref="UprightException">The picture turned out damaged, or cannot be encoded or written.</exception>
    public static void WriteFile(Image image, string path, EncodeOptions options, InputGuard guard, CancellationToken cancellationToken = default) =>
        AtomicFile.Write(path, guard, stream => Encode(image, stream, options, cancellationToken));

    /// <summary>Writes to a stream, which gets its first byte when all of it is ready.</summary>
    /// <param name="stream">Gets the picture.</param>
    /// <param name="write">Writes the picture to a file that is gone afterwards.</param>
    /// <param name="cancellationToken">Stops copying.</param>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public static async Task WriteStreamAsync(Stream stream, Action<Stream> write, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var temporary = TemporaryFiles.Create(Path.GetTempPath(), FileOptions.DeleteOnClose);
            write(temporary);
            temporary.Position = 0;
            await temporary.CopyToAsync(stream, cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (AtomicFile.IsRefusal(exception))
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
        }
    }

    /// <summary>Encodes to a seekable stream.</summary>
    /// <exception cref="UprightException">The picture turned out damaged, or cannot be encoded or written.</exception>
    public static void Encode(Image image, Stream stream, EncodeOptions options, CancellationToken cancellationToken = default) =>
        Encode(image, stream, options, static () => true, cancellationToken);

    /// <summary>The same of a picture that is decoded meanwhile.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="stream">Gets the file.</param>
    /// <param name="options">How.</param>
    /// <param name="isWhole">Asked after a failure: whether all of what it is made of can be decoded, so that the encoder failed.</param>
    /// <param name="cancellationToken">Stops decoder and encoder.</param>
    /// <inheritdoc cref="Encode(Image, Stream, EncodeOptions, CancellationToken)" path="/exception"/>
    public static void Encode(Image image, Stream stream, EncodeOptions options, Func<bool> isWhole, CancellationToken cancellationToken)
    {
        var codec = Codecs.Of(options.Format);
        VipsErrors.Encode(
            () =>
            {
                using var opaque = codec.KeepsAlpha ? image.Copy() : Colour.OverWhite(image);
                var (x, y) = Resolution.Of(opaque) ?? Resolution.Usual;
                using var resolved = opaque.Copy(xres: x, yres: y);
                using var described = Metadata.ForWriting(resolved, codec, options);
                using var registration = cancellationToken.UnsafeRegister(static state => ((Image)state!).SetKill(true), described);
                using var filter = OriginalDescriptions.For(described, codec, options) is { } rewrite ? new HeaderFilter(stream, rewrite) : null;
                codec.Write(described, filter ?? stream, options);
                filter?.Complete();
            },
            isWhole,
            cancellationToken);
    }
}
