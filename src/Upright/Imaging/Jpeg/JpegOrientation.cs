namespace Upright.Imaging;

/// <summary>Puts an orientation into a JPEG: into its EXIF segment, or into a new one.</summary>
internal static class JpegOrientation
{
    private const int MostBody = 65533;

    /// <summary>What to change; null where the EXIF segment is damaged or full.</summary>
    public static IReadOnlyList<Splice>? Set(Stream stream, int orientation)
    {
        var splices = new List<Splice>();
        var hasExif = false;
        (long At, MultiPictureIndex Index)? pictures = null;
        long newAt = 2; // after the marker that begins every JPEG
        foreach (var segment in JpegSegments.UpToScan(stream))
        {
            var body = segment.Body;
            var at = stream.Position - body.Length - 2; // its length's two bytes
            if (segment.IsJfif)
            {
                newAt = stream.Position; // JFIF wants to be the first
            }
            else if (segment.IsExif)
            {
                hasExif = true;
                if (ExifPatch.WithOrientation(body, orientation) is not { Length: <= MostBody } changed)
                {
                    return null;
                }

                splices.Add(Segment(at, body.Length, changed));
            }
            else if (segment.IsXmp)
            {
                var changed = Xmp.WithOrientation(body, orientation);
                if (changed.Length <= MostBody)
                {
                    splices.Add(Segment(at, body.Length, changed));
                }
            }
            else if (MultiPictureIndex.IsIn(segment) && MultiPictureIndex.Read(body) is { } index)
            {
                pictures = (stream.Position - body.Length, index);
            }
        }

        if (!hasExif)
        {
            var body = ExifPatch.OfOrientation(orientation);
            splices.Add(new Splice(newAt, 0, [0xFF, JpegSegment.App1, .. Length(body), .. body]));
        }

        if (pictures is var (indexAt, old))
        {
            var moved = Moved(old, indexAt + MultiPictureIndex.Base, splices);
            splices.Add(new Splice(indexAt, moved.Length, moved));
        }

        return splices;
    }

    // The header may have grown, and the other pictures lie behind it.
    private static byte[] Moved(MultiPictureIndex index, long countedFrom, IReadOnlyList<Splice> splices)
    {
        var behind = splices.Where(splice => splice.At >= countedFrom).Sum(splice => splice.Bytes.Length - splice.Length);
        return index.With(
        [
            (0, 0, index[0].Length + splices.Sum(splice => splice.Bytes.Length - splice.Length)),
            .. Enumerable.Range(1, index.Count - 1).Select(picture => (picture, index[picture].Offset + behind, index[picture].Length)),
        ]);
    }

    private static Splice Segment(long at, int oldLength, byte[] body) => new(at, oldLength + 2, [.. Length(body), .. body]);

    private static byte[] Length(byte[] body) => [(byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)];
}
