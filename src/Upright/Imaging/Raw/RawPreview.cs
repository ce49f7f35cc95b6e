using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>The largest JPEG that a camera put into its raw file to be looked at.</summary>
/// <param name="Jpeg">Its bytes.</param>
/// <param name="Orientation">How the raw file says that it is shown, 1 to 8.</param>
internal sealed record RawPreview(byte[] Jpeg, int Orientation)
{
    private const int OrientationTag = 274;
    private const int StripOffsets = 273;
    private const int StripByteCounts = 279;
    private const int SubIfds = 330;
    private const int JpegOffset = 513;
    private const int JpegLength = 514;
    private const int MostValueBytes = 1024;
    private const int MostDirectories = 64;
    private const int MostBytes = 128 << 20;

    // Where Fujifilm's header tells where its JPEG lies; most significant byte first.
    private const int FujifilmOffset = 84;

    /// <summary>How Fujifilm's files begin.</summary>
    public static ReadOnlySpan<byte> FujifilmStart => "FUJIFILMCCD-RAW"u8;

    /// <summary>Finds it; null where there is none.</summary>
    public static RawPreview? Find(Stream stream) => IsFujifilm(stream) ? OfFujifilm(stream) : OfTiff(stream);

    private static bool IsFujifilm(Stream stream)
    {
        Span<byte> head = stackalloc byte[FujifilmStart.Length];
        stream.Position = 0;
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(FujifilmStart);
    }

    // The JPEG is a camera's own picture, with its orientation in it.
    private static RawPreview? OfFujifilm(Stream stream)
    {
        Span<byte> place = stackalloc byte[8];
        stream.Position = FujifilmOffset;
        if (stream.ReadAtLeast(place, place.Length, throwOnEndOfStream: false) < place.Length
            || Read(stream, BinaryPrimitives.ReadUInt32BigEndian(place), BinaryPrimitives.ReadUInt32BigEndian(place[4..])) is not { } jpeg)
        {
            return null;
        }

        using MemoryStream bytes = new(jpeg);
        return new RawPreview(jpeg, JpegSegments.UpToScan(bytes).Where(segment => ExifPatch.IsExif(segment.Body)).Select(segment => OrientationOf(TiffReader.Read(new MemoryStream(ExifPatch.Bare(segment.Body)), MostValueBytes))).FirstOrDefault(1));
    }

    private static RawPreview? OfTiff(Stream stream)
    {
        if (TiffReader.Open(stream, MostValueBytes) is not { } reader)
        {
            return null;
        }

        List<TiffDirectory> directories = [.. reader.PageOffsets().Take(MostDirectories).Select(reader.ReadPage)];
        var orientation = directories.Count == 0 ? 1 : OrientationOf(directories[0]);
        directories.AddRange([.. directories.SelectMany(directory => directory.Entry(SubIfds)?.Numbers ?? []).Take(MostDirectories).Select(reader.ReadPage)]);
        var largest = directories.SelectMany(Places).OrderByDescending(place => place.Length).Select(place => Read(stream, place.Offset, place.Length)).FirstOrDefault(jpeg => jpeg is not null);
        return largest is null ? null : new RawPreview(largest, orientation);
    }

    private static IEnumerable<(long Offset, long Length)> Places(TiffDirectory directory)
    {
        foreach (var (offset, length) in ((int, int)[])[(JpegOffset, JpegLength), (StripOffsets, StripByteCounts)])
        {
            if (directory.Entry(offset)?.Numbers is [var at] && directory.Entry(length)?.Numbers is [var count])
            {
                yield return (at, count);
            }
        }
    }

    private static int OrientationOf(TiffDirectory directory) => directory.Number(OrientationTag) is >= 1 and <= 8 and var orientation ? orientation : 1;

    // Raw data may be a JPEG too, one without loss, which is no picture to look at.
    private static byte[]? Read(Stream stream, long offset, long length)
    {
        if (offset < 8 || length is < 4 or > MostBytes || offset > stream.Length - length)
        {
            return null;
        }

        var bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes is [0xFF, 0xD8, 0xFF, ..] && JpegSegments.UpToScan(new MemoryStream(bytes)).Any(segment => segment is { IsFrame: true, Marker: 0xC0 or 0xC1 or 0xC2 }) ? bytes : null;
    }
}
