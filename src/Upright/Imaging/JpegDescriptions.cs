namespace Upright.Imaging;

/// <summary>The segments of a JPEG that describe it, as they hold for the picture that is written.</summary>
internal static class JpegDescriptions
{
    private const byte App0 = 0xE0;
    private const byte App2 = 0xE2;
    private const byte App13 = 0xED;

    private static ReadOnlySpan<byte> JfifExtension => "JFXX\0"u8;

    private static ReadOnlySpan<byte> MultiPicture => "MPF\0"u8;

    private static ReadOnlySpan<byte> XmpName => "http://ns.adobe.com/xap/1.0/\0"u8;

    /// <summary>For turned pixels: every segment as it was, but orientation 1, the new size, and no thumbnails.</summary>
    /// <param name="segments">The input's segments; those that do not describe are left out.</param>
    /// <param name="swapsSides">Whether width became height.</param>
    /// <param name="width">The new width.</param>
    /// <param name="height">The new height.</param>
    public static IEnumerable<JpegSegment> Turned(IEnumerable<JpegSegment> segments, bool swapsSides, int width, int height)
    {
        foreach (var segment in segments.Where(segment => segment.IsDescription))
        {
            var body = segment.Body;
            if (segment.IsJfif && body.Length >= 14)
            {
                yield return segment with { Body = WithoutThumbnail(body, swapsSides) };
            }
            else if (segment.IsExif)
            {
                yield return segment with { Body = ExifPatch.Turned(body, width, height) };
            }
            else if (segment.IsXmp)
            {
                yield return segment with { Body = [.. XmpName, .. Xmp.Upright(body[XmpName.Length..])] };
            }
            else if (segment.Marker == App13)
            {
                yield return segment with { Body = PhotoshopResources.WithoutThumbnails(body) };
            }
            else if (!IsThumbnailOrOffsets(segment))
            {
                yield return segment;
            }
        }
    }

    private static byte[] WithoutThumbnail(byte[] jfif, bool swapsSides)
    {
        // JFIF, 0, version (2), unit, density across (2), density down (2), the thumbnail's width and height
        var body = jfif[..14];
        body[12] = body[13] = 0;
        if (swapsSides)
        {
            (body[8], body[9], body[10], body[11]) = (body[10], body[11], body[8], body[9]);
        }

        return body;
    }

    // The multi-picture index holds places in the file, which would be wrong.
    private static bool IsThumbnailOrOffsets(JpegSegment segment) =>
        (segment.Marker == App0 && segment.Body.AsSpan().StartsWith(JfifExtension))
        || (segment.Marker == App2 && segment.Body.AsSpan().StartsWith(MultiPicture));
}
