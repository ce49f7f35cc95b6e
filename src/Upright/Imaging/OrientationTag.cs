namespace Upright.Imaging;

/// <summary>Shows a picture turned by its orientation tag alone: no pixel, no coded byte and nothing else that describes it changes.</summary>
internal static class OrientationTag
{
    /// <summary>Prepares the copy of a picture with another orientation.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="format">Its format.</param>
    /// <param name="orientation">1 to 8, of the picture as it is stored.</param>
    /// <returns>Writes the copy.</returns>
    /// <exception cref="UprightException"><see cref="UprightError.CannotTag"/>: its format has no such tag, or there is no way to put it in.</exception>
    public static Action<Stream> Writer(PictureSource source, PictureFormat format, int orientation) =>
        TryWriter(source, format, orientation) ?? throw new UprightException(UprightError.CannotTag, "Its description is damaged or full.");

    /// <summary>The same; null where there is no way to put it in.</summary>
    public static Action<Stream>? TryWriter(PictureSource source, PictureFormat format, int orientation) =>
        Codecs.Of(format).SetOrientation(source, orientation) is not { } splices ? null : target =>
        {
            using var original = source.OpenRead();
            FilePatch.Copy(original, splices, target);
        };
}
