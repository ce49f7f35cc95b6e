using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>The chunks of a PNG that describe it.</summary>
internal static class PngDescriptions
{
    private const string Exif = "eXIf";
    private const string Density = "pHYs";
    private const int DensityLength = 9; // across, down, unit

    // How the stored numbers are to be seen, when there is no profile that says it better.
    private static readonly HashSet<string> Colour = ["gAMA", "cHRM", "sRGB", "cICP"];
    private static readonly HashSet<string> Text = ["tEXt", "zTXt", "iTXt", "tIME"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Those chunks of a file, EXIF left out, which libvips carries; a density only where it is of no unit, which libvips does not know.</summary>
    public static byte[] Of(Stream stream) => [.. Signature, .. PngChunks.Of(stream).Where(chunk => Colour.Contains(chunk.Type) || Text.Contains(chunk.Type) || (chunk.Type == Density && PngChunks.Data(stream, chunk) is { Length: DensityLength } and [.., 0])).SelectMany(chunk => Whole(stream, chunk))];

    /// <summary>A written file's beginning with the original's descriptions in place of its own.</summary>
    /// <param name="soFar">The file's first bytes.</param>
    /// <param name="isAll">Whether there are no more.</param>
    /// <param name="original">What <see cref="Of"/> found in the input; null when that was no PNG.</param>
    /// <param name="exif">The EXIF block; null when there is none.</param>
    /// <param name="map">Where points come to lie; null where that is not known.</param>
    /// <returns>Null while the pixels have not begun.</returns>
    public static byte[]? Replace(byte[] soFar, bool isAll, byte[]? original, byte[]? exif, CoordinateMap? map)
    {
        using MemoryStream written = new(soFar);
        // The chunk of the first pixels may not be complete yet, so it is not among them.
        var chunks = PngChunks.Of(written).TakeWhile(chunk => chunk.Type != "IDAT").ToList();
        var end = chunks.Count == 0 ? PngChunks.Start : chunks[^1].At + chunks[^1].Size;
        if (end + 8 > soFar.Length || !soFar.AsSpan((int)end + 4, 4).SequenceEqual("IDAT"u8))
        {
            return isAll ? soFar : null;
        }

        using MemoryStream result = new();
        result.Write(Signature);
        result.Write(Whole(written, chunks[0]));
        var hasProfile = chunks.Exists(chunk => chunk.Type == "iCCP");
        using MemoryStream input = new(original ?? []);
        var kept = PngChunks.Of(input).ToList();
        foreach (var chunk in kept.Where(chunk => Colour.Contains(chunk.Type) && !hasProfile))
        {
            result.Write(Whole(input, chunk));
        }

        foreach (var chunk in kept.Where(chunk => chunk.Type == Density))
        {
            var density = PngChunks.Data(input, chunk);
            result.Write(PngChunks.Make(Density, map?.SwapsSides == true ? [.. density[4..8], .. density[..4], 0] : density));
        }

        foreach (var chunk in chunks.Skip(1).Where(chunk => !(chunk.Type == Density && kept.Exists(other => other.Type == Density)) && !(chunk.Type == Exif && exif is not null) && !(original is not null && Text.Contains(chunk.Type))))
        {
            result.Write(Whole(written, chunk));
        }

        if (exif is not null)
        {
            result.Write(PngChunks.Make(Exif, ExifPatch.Bare(exif)));
        }

        var header = PngChunks.Data(written, chunks[0]);
        var size = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        foreach (var chunk in kept.Where(chunk => Text.Contains(chunk.Type)))
        {
            result.Write(PngChunks.Make(chunk.Type, PngText.Turned(chunk.Type, PngChunks.Data(input, chunk), size, map)));
        }

        result.Write(soFar.AsSpan((int)end));
        return result.ToArray();
    }

    private static byte[] Whole(Stream stream, PngChunk chunk)
    {
        var bytes = new byte[chunk.Size];
        stream.Position = chunk.At;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
