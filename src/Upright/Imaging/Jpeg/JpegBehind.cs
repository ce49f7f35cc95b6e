namespace Upright.Imaging;

/// <summary>
/// What lies behind the picture of a JPEG, from its end to the end of the file: pictures that its multi-picture index or its XMP
/// announces, the film of a motion photo, a maker's own data. The pictures are turned with the first, everything else is kept.
/// </summary>
/// <remarks>Films are found from the end of the file, so it is enough that they and what follows them stay as they are.</remarks>
internal sealed record JpegBehind
{
    private static readonly byte[] SamsungFilm = [.. "MotionPhoto_Data"u8];

    private readonly PictureSource source;
    private readonly long start;

    // Which of the companions an entry of the index, or of the container's list, means.
    private readonly Dictionary<int, int> ofIndex;
    private readonly Dictionary<int, int> ofContainer;

    private JpegBehind(PictureSource source, long start, IReadOnlyList<JpegCompanion> companions, Dictionary<int, int> ofIndex, Dictionary<int, int> ofContainer) =>
        (this.source, this.start, Companions, this.ofIndex, this.ofContainer) = (source, start, companions, ofIndex, ofContainer);

    private static ReadOnlySpan<byte> GainMapVersion => "urn:iso:std:iso:ts:21496:-1\0"u8;

    /// <summary>The pictures, in the order of the file.</summary>
    public IReadOnlyList<JpegCompanion> Companions { get; init; }

    /// <summary>Whether there is a film.</summary>
    public bool HasFilm { get; private init; }

    /// <summary>Whether there is anything besides the pictures.</summary>
    public bool HasMore { get; private init; }

    /// <summary>Whether nothing of it is written, because the format cannot hold it.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Finds it; null where nothing lies behind the picture, or its end cannot be found.</summary>
    public static JpegBehind? Of(PictureSource source)
    {
        using var stream = source.OpenRead();
        MultiPictureIndex? index = null;
        var indexAt = 0L;
        var packet = Array.Empty<byte>();
        foreach (var segment in JpegSegments.UpToScan(stream))
        {
            if (MultiPictureIndex.IsIn(segment) && MultiPictureIndex.Read(segment.Body) is { } found)
            {
                (index, indexAt) = (found, stream.Position - segment.Body.Length + MultiPictureIndex.Base);
            }
            else if (segment.IsXmp && packet.Length == 0)
            {
                packet = segment.XmpPacket;
            }
        }

        if (JpegSegments.End(stream) is not { } end || end >= stream.Length)
        {
            return null;
        }

        var items = XmpContainer.Items(packet);
        var ranges = new List<JpegCompanion>();
        var ofIndex = new Dictionary<int, int>();
        var ofContainer = new Dictionary<int, int>();
        var at = end + (items.Count > 0 ? items[0].Padding : 0);
        foreach (var (place, item) in items.Index().Skip(1))
        {
            if (item.IsJpeg && Add(at, item.Length, item.IsGainMap) is { } companion)
            {
                ofContainer[place] = companion;
            }

            at += item.Length + item.Padding;
        }

        for (var place = 1; place < (index?.Count ?? 0); place++)
        {
            var (offset, length) = index![place];
            if (Add(indexAt + offset, length, isGainMap: false) is { } companion)
            {
                ofIndex[place] = companion;
            }
        }

        // In the order of the file, whatever the order of the lists.
        int[] order = [.. Enumerable.Range(0, ranges.Count).OrderBy(i => ranges[i].Start)];
        var film = XmpContainer.AnnouncesFilm(packet) || Contains(stream, end, SamsungFilm);
        return new JpegBehind(
            source,
            end,
            [.. order.Select(i => ranges[i])],
            ofIndex.ToDictionary(entry => entry.Key, entry => Array.IndexOf(order, entry.Value)),
            ofContainer.ToDictionary(entry => entry.Key, entry => Array.IndexOf(order, entry.Value)))
        {
            HasFilm = film,
            HasMore = stream.Length - end > ranges.Sum(range => range.Length),
        };

        int? Add(long from, long length, bool isGainMap)
        {
            var known = ranges.FindIndex(range => range.Start == from && range.Length == length);
            if (known >= 0)
            {
                return known;
            }

            if (from < end || length < 4 || from + length > stream.Length || ranges.Exists(range => from < range.Start + range.Length && range.Start < from + length) || !BeginsJpeg(stream, from))
            {
                return null; // an index that another program left behind
            }

            ranges.Add(new JpegCompanion(from, length, isGainMap || IsGainMap(new MemoryPictureSource(Read(stream, from, length)))));
            return ranges.Count - 1;
        }
    }

    /// <summary>A companion's own file.</summary>
    public byte[] BytesOf(JpegCompanion companion)
    {
        using var stream = source.OpenRead();
        return Read(stream, companion.Start, companion.Length);
    }

    /// <summary>The segments that announce it, as they hold for what is written; the index gets its numbers in <see cref="AppendTo"/>.</summary>
    /// <param name="segments">The segments of the written picture's header.</param>
    public IEnumerable<JpegSegment> Announced(IEnumerable<JpegSegment> segments)
    {
        var hadGainMap = Companions.Any(companion => companion.IsGainMap);
        var hasGainMap = Companions.Any(companion => companion is { IsGainMap: true, Written: not null });
        var lengths = ofContainer.ToDictionary(entry => entry.Key, entry => (long?)Companions[entry.Value].Written?.Length);
        foreach (var segment in segments)
        {
            if (segment.IsXmp)
            {
                yield return segment.WithXmp(XmpContainer.WithLengths(segment.XmpPacket, lengths, hasGainMap || !hadGainMap));
            }
            else if (MultiPictureIndex.IsIn(segment) && MultiPictureIndex.Read(segment.Body) is not null)
            {
                if (ofIndex.Values.Any(companion => Companions[companion].Written is not null))
                {
                    yield return segment;
                }
            }
            else if (hasGainMap || !hadGainMap || !(segment.Marker is 0xE2 && segment.Body.AsSpan().StartsWith(GainMapVersion)))
            {
                yield return segment;
            }
        }
    }

    /// <summary>Adds it to the written picture.</summary>
    /// <param name="target">The whole picture, written from the stream's beginning; seekable.</param>
    public void AppendTo(Stream target)
    {
        var end = target.Length;
        var starts = new List<long>();
        target.Position = end;
        using var original = source.OpenRead();
        var at = start;
        foreach (var companion in Companions)
        {
            Copy(original, at, companion.Start, target);
            starts.Add(target.Position);
            target.Write(companion.Written ?? []);
            at = companion.Start + companion.Length;
        }

        Copy(original, at, original.Length, target);
        WriteIndex(target, end, starts);
        target.Position = target.Length;
    }

    private void WriteIndex(Stream target, long end, List<long> starts)
    {
        foreach (var segment in JpegSegments.UpToScan(target))
        {
            if (MultiPictureIndex.IsIn(segment) && MultiPictureIndex.Read(segment.Body) is { } index)
            {
                var bodyAt = target.Position - segment.Body.Length;
                var written = index.With(
                [
                    (0, 0, end),
                    .. ofIndex.Where(entry => Companions[entry.Value].Written is not null).OrderBy(entry => entry.Key).Select(entry =>
                        (entry.Key, starts[entry.Value] - bodyAt - MultiPictureIndex.Base, (long)Companions[entry.Value].Written!.Length)),
                ]);
                target.Position = bodyAt;
                target.Write(written);
                return;
            }
        }
    }

    // Apple's says so in its own XMP only, Google's in ISO's segment too.
    private static bool IsGainMap(MemoryPictureSource picture)
    {
        using var stream = picture.OpenRead();
        return JpegSegments.UpToScan(stream).Any(segment =>
            (segment.Marker is 0xE2 && segment.Body.AsSpan().StartsWith(GainMapVersion))
            || (segment.IsXmp && (segment.Body.AsSpan().IndexOf("hdr-gain-map"u8) >= 0 || segment.Body.AsSpan().IndexOf("HDRGainMap"u8) >= 0)));
    }

    private static bool BeginsJpeg(Stream stream, long at)
    {
        stream.Position = at;
        return stream.ReadByte() == 0xFF && stream.ReadByte() == 0xD8;
    }

    private static byte[] Read(Stream stream, long at, long length)
    {
        var bytes = new byte[length];
        stream.Position = at;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void Copy(Stream from, long start, long end, Stream to)
    {
        from.Position = start;
        FilePatch.CopyBytes(from, to, end - start);
    }

    private static bool Contains(Stream stream, long from, byte[] sought)
    {
        var chunk = new byte[1 << 16];
        var kept = 0;
        stream.Position = from;
        while (stream.Read(chunk, kept, chunk.Length - kept) is > 0 and var read)
        {
            var filled = chunk.AsSpan(0, kept + read);
            if (filled.IndexOf(sought) >= 0)
            {
                return true;
            }

            kept = Math.Min(filled.Length, sought.Length - 1);
            filled[^kept..].CopyTo(chunk);
        }

        return false;
    }
}
