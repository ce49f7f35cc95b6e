namespace Upright.Imaging;

/// <summary>The segments of a JPEG that describe it, as they hold for the picture that is written.</summary>
internal static class JpegDescriptions
{
    private const byte App0 = 0xE0;
    private const int MostBody = 65527; // and the six bytes before EXIF
    private const byte App13 = 0xED;

    private static ReadOnlySpan<byte> JfifExtension => "JFXX\0"u8;

    /// <summary>For turned pixels: every segment as it was, but orientation 1, the new size, and no thumbnails.</summary>
    /// <param name="segments">The input's segments; those that do not describe are left out.</param>
    /// <param name="swapsSides">Whether width became height.</param>
    /// <param name="width">The new width.</param>
    /// <param name="height">The new height.</param>
    /// <param name="map">Where points come to lie; null where that is not known.</param>
    /// <param name="behind">What follows the picture, if anything does.</param>
    public static IEnumerable<JpegSegment> Turned(IEnumerable<JpegSegment> segments, bool swapsSides, int width, int height, CoordinateMap? map, JpegBehind? behind)
    {
        var turned = Turned(segments.Where(segment => segment.IsDescription), swapsSides, width, height, map);
        // An index without what it lists would be wrong.
        return behind?.Announced(turned) ?? turned.Where(segment => !MultiPictureIndex.IsIn(segment) || MultiPictureIndex.Read(segment.Body) is null);
    }

    private static IEnumerable<JpegSegment> Turned(IEnumerable<JpegSegment> segments, bool swapsSides, int width, int height, CoordinateMap? map)
    {
        foreach (var segment in segments)
        {
            var body = segment.Body;
            if (segment.IsJfif && body.Length >= 14)
            {
                yield return segment with { Body = WithoutThumbnail(body, swapsSides) };
            }
            else if (segment.IsExif)
            {
                yield return segment with { Body = ExifPatch.Turned(body, width, height, map) };
            }
            else if (segment.IsXmp)
            {
                yield return segment.WithXmp(Xmp.Turned(segment.XmpPacket, map));
            }
            else if (segment.Marker == App13)
            {
                yield return segment with { Body = PhotoshopResources.WithoutThumbnails(body) };
            }
            else if (!IsThumbnail(segment))
            {
                yield return segment;
            }
        }
    }

    /// <summary>The describing segments of a file, as a header of a JPEG.</summary>
    public static byte[] Of(Stream stream) => [0xFF, 0xD8, .. JpegSegments.UpToScan(stream).Where(segment => segment.IsDescription).SelectMany(segment => segment.ToBytes())];

    /// <summary>A written file's beginning with the original's descriptions in place of its own.</summary>
    /// <param name="soFar">The file's first bytes.</param>
    /// <param name="isAll">Whether there are no more.</param>
    /// <param name="original">What <see cref="Of"/> found in the input; null when that was no JPEG.</param>
    /// <param name="exif">The EXIF block of an input that was no JPEG; null when there is none.</param>
    /// <param name="width">The written picture's width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="options">How it is written.</param>
    /// <returns>Null while the pixels have not begun.</returns>
    public static byte[]? Replace(byte[] soFar, bool isAll, byte[]? original, byte[]? exif, int width, int height, EncodeOptions options)
    {
        using MemoryStream written = new(soFar);
        var segments = JpegSegments.UpToScan(written).ToList();
        var end = (int)written.Position - 2;
        if (end < 2 || soFar is not [0xFF, 0xD8, ..] || soFar.AsSpan(end, 2) is not [0xFF, 0xDA])
        {
            return isAll ? soFar : null;
        }

        // How the new file is coded, and its profile, is said by the new file.
        var kept = original is not null
            ? Turned(JpegSegments.UpToScan(new MemoryStream(original)), swapsSides: false, width, height, options.Coordinates, options.Behind).Where(segment => !segment.IsJfif && !segment.IsAdobe && !segment.IsProfile).ToList()
            : exif is { Length: <= MostBody } ? [new JpegSegment(JpegSegment.App1, ExifPatch.WithHeader(exif))] : [];
        var own = segments.Where(segment => !(original is not null && segment.IsDescription && !segment.IsJfif && !segment.IsAdobe && !segment.IsProfile) && !(segment.IsExif && kept.Exists(other => other.IsExif))).ToList();
        var first = own.FindLastIndex(segment => segment.IsJfif) + 1;
        return [0xFF, 0xD8, .. own.Take(first).Concat(kept).Concat(own.Skip(first)).SelectMany(segment => segment.ToBytes()), .. soFar.AsSpan(end)];
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

    private static bool IsThumbnail(JpegSegment segment) => segment.Marker == App0 && segment.Body.AsSpan().StartsWith(JfifExtension);
}
