namespace Upright.Cli;

/// <summary>Opens what a picture's name means: its file, or standard input, which is read to its end, since whether it is a picture or a document shows only then.</summary>
internal static class StandardInput
{
    /// <summary>Opens it once, for all that is done with it.</summary>
    /// <exception cref="UprightException">It cannot be read, is empty, or has more bytes than the limit.</exception>
    public static async Task<OpenedInput> OpenAsync(Uprighter upright, InputPicture picture, Stream input, CancellationToken cancellationToken) =>
        picture.IsStream ? await OpenedInput.OfStreamAsync(input, upright.Limits, cancellationToken) : upright.Open(picture.Path);
}
