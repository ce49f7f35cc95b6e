using Upright.Pages;

namespace Upright.Cli;

/// <summary>Standard input, read to its end: whether it is a picture or a document shows only then.</summary>
internal static class StandardInput
{
    /// <summary>Reads it into memory.</summary>
    /// <exception cref="UprightException">It cannot be read, or has more bytes than the limit.</exception>
    public static async Task<MemoryStream> ReadAsync(Stream input, long mostBytes, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var chunk = new byte[1 << 16];
        try
        {
            int read;
            while ((read = await input.ReadAsync(chunk, cancellationToken)) > 0)
            {
                if (bytes.Length + read > Math.Min(mostBytes, Array.MaxLength))
                {
                    throw new UprightException(UprightError.FileTooLarge, $"It has more than {mostBytes} bytes.");
                }

                bytes.Write(chunk, 0, read);
            }
        }
        catch (IOException exception)
        {
            throw new UprightException(UprightError.CannotRead, exception.Message, exception);
        }

        bytes.Position = 0;
        return bytes;
    }

    /// <summary>Whether a path, or what was read from standard input, is a document of pages.</summary>
    public static bool IsDocument(InputPicture picture, Stream? input) =>
        (input is null ? DocumentFormats.Identify(picture.Path) : DocumentFormats.Identify(input)) is not null;
}
