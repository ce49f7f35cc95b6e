namespace Upright.Imaging;

/// <summary>
/// The coefficients of a JPEG, decoded from their Huffman codes and no further, so that the picture can be turned by
/// moving its blocks: nothing is rounded, nothing is lost.
/// </summary>
internal abstract class CodedJpeg
{
    // Coefficients take 3 to 8 bytes a pixel.
    private const long MostPixels = 64_000_000;

    /// <summary>Whether there is memory for a picture's coefficients.</summary>
    public static bool CanHold(JpegFrame frame) => (long)frame.Width * frame.Height <= MostPixels && (!frame.IsProgressive || ProgressiveJpeg.HasMemoryFor(frame));

    /// <summary>Reads the coefficients. Null for what cannot be turned this way: rare kinds, large pictures, and any damage at all.</summary>
    /// <param name="stream">The file, from its first byte.</param>
    public static CodedJpeg? Read(Stream stream)
    {
        var segments = JpegSegments.UpToScan(stream).ToList();
        var tables = new ushort[4][];
        foreach (var segment in segments.Where(segment => segment.IsQuantisation))
        {
            JpegHeader.ReadTables(segment.Body, tables);
        }

        var header = segments.Find(segment => segment.IsFrame);
        if (header.Body is null || JpegFrame.Read(header) is not { IsCommon: true } frame || !CanHold(frame))
        {
            return null;
        }

        stream.Position = 0;
        try
        {
            return frame.IsProgressive ? ProgressiveJpeg.Read(stream, frame, tables) : BaselineJpeg.Read(stream, frame, header, tables);
        }
        catch (JpegDamageException)
        {
            return null;
        }
    }

    /// <summary>Writes the picture laid over by a symmetry. May be called once. Units that cannot be moved are left out (<see cref="JpegFrame.Under"/>).</summary>
    /// <param name="target">Gets the file.</param>
    /// <param name="symmetry">What is done to it.</param>
    /// <param name="descriptions">The segments that describe the picture, which come first.</param>
    /// <exception cref="UprightException">It turned out damaged.</exception>
    public abstract void Write(Stream target, SquareSymmetry symmetry, IEnumerable<JpegSegment> descriptions);
}
