using Upright.Pages;

namespace Upright.Cli;

/// <summary>Standard input, read to its end: whether it is a picture or a document shows only then.</summary>
internal static class StandardInput
{
    /// <summary>Reads it into memory, when it is what a picture's name means.</summary>
    /// <returns>Null for a picture in a file.</returns>
    /// <exception cref="UprightException">It cannot be read, or has more bytes than the limit.</exception>
    public static async Task<Stream?> ReadAsync(InputPicture picture, Stream input, long mostBytes, CancellationToken cancellationToken) =>
        picture.IsStream ? await WholeStream.ReadAsync(input, mostBytes, cancellationToken) : null;

    /// <summary>Whether a path, or what was read from standard input, is a document of pages.</summary>
    public static bool IsDocument(InputPicture picture, Stream? input) =>
        (input is null ? DocumentFormats.Identify(picture.Path) : DocumentFormats.Identify(input)) is not null;
}
