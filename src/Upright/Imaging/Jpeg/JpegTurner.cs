namespace Upright.Imaging;

/// <summary>Turns a JPEG by quarters, or mirrors it, without decoding its pixels, by moving its blocks.</summary>
internal sealed class JpegTurner
{
    private readonly PictureSource source;
    private readonly int orientation;
    private readonly SquareSymmetry symmetry;
    private readonly IReadOnlyList<JpegSegment> segments;
    private readonly JpegFrame frame;

    private JpegTurner(PictureSource source, int orientation, SquareSymmetry symmetry, IReadOnlyList<JpegSegment> segments, JpegFrame frame) =>
        (this.source, this.orientation, this.symmetry, this.segments, this.frame) = (source, orientation, symmetry, segments, frame);

    /// <summary>Whether all of the picture can be moved; otherwise units at its edge cannot (<see cref="JpegFrame.Under"/>).</summary>
    public bool IsWhole => frame.Under(symmetry).IsWhole;

    /// <summary>The turned picture's size, without the units that cannot be moved; not positive where none is left.</summary>
    public (int Width, int Height) Size => frame.Under(symmetry) is var (width, height, _) ? (width, height) : default;

    /// <summary>Where its points come to lie.</summary>
    public CoordinateMap Coordinates => CoordinateMap.Of(symmetry, (frame.Width, frame.Height), Size, orientation);

    /// <summary>Whether there is memory for its coefficients.</summary>
    public bool CanBeHeld => CodedJpeg.CanHold(frame);

    /// <summary>Reads the header.</summary>
    /// <param name="source">A JPEG.</param>
    /// <param name="orientation">Its EXIF orientation, 1 to 8, which is carried out too.</param>
    /// <param name="turn">What is done to the picture as it is shown.</param>
    /// <returns>Null for a kind of JPEG that cannot be turned this way.</returns>
    public static JpegTurner? For(PictureSource source, int orientation, SquareSymmetry turn)
    {
        using var stream = source.OpenRead();
        var segments = JpegSegments.UpToScan(stream).ToList();
        var frame = segments.Where(segment => segment.IsFrame).Select(JpegFrame.Read).FirstOrDefault();
        var symmetry = SquareSymmetry.OfOrientation(orientation).Then(turn);
        return frame is { IsCommon: true } ? new JpegTurner(source, orientation, symmetry, segments, frame) : null;
    }

    /// <summary>Reads the coefficients and prepares to write them turned, without the units that cannot be moved.</summary>
    /// <param name="behind">What follows the picture, as it is written; null where nothing does.</param>
    /// <returns>What writes the file, once, to a seekable stream; null when there is damage, or too much to hold.</returns>
    public Action<Stream>? Move(JpegBehind? behind)
    {
        using var stream = source.OpenRead();
        var (width, height) = Size;
        return width > 0 && height > 0 && CodedJpeg.Read(stream) is { } coded ? Write : null;

        void Write(Stream target)
        {
            coded.Write(target, symmetry, JpegDescriptions.Turned(segments, symmetry.Transposes, width, height, Coordinates, behind));
            behind?.AppendTo(target);
        }
    }
}
