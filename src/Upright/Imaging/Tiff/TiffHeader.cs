namespace Upright.Imaging;

/// <summary>What the first directory of a TIFF tells that libvips does not.</summary>
/// <param name="Compression">The value of the compression tag; 1 is none.</param>
/// <param name="IsCameraRaw">Whether it is a DNG, NEF, ARW…: a small preview first, the raw data where libtiff does not look.</param>
/// <param name="Bits">Bits of each sample.</param>
/// <param name="Photometric">What the samples mean: 1 is grey, 2 RGB, 5 inks, 8 to 10 Lab.</param>
/// <param name="Channels">Samples of a pixel.</param>
/// <param name="Extra">What the samples behind the colours are: 0 unspecified, 1 and 2 opacity; empty where there are none.</param>
/// <param name="IsTiled">Whether it is stored in tiles.</param>
/// <param name="IsPlanar">Whether each channel is stored by itself.</param>
internal sealed record TiffHeader(
    int Compression, bool IsCameraRaw, IReadOnlyList<long> Bits, int Photometric, int Channels, IReadOnlyList<long> Extra, bool IsTiled, bool IsPlanar)
{
    // JPEG as TIFF 6.0 had it, given up in 1995 because readers disagreed.
    private const int OldJpeg = 6;

    // None, fax, LZW, JPEG, deflate (both numbers), PackBits.
    private static readonly HashSet<int> Common = [1, 2, 3, 4, 5, 7, 8, 32773, 32946];

    private static readonly Dictionary<int, string> Names = new()
    {
        [OldJpeg] = "old-style JPEG", [32766] = "NeXT", [32809] = "ThunderScan", [34661] = "JBIG", [34676] = "SGI LogLuv", [34677] = "SGI LogLuv 24",
        [34712] = "JPEG 2000", [34887] = "LERC", [34925] = "LZMA", [50000] = "Zstandard", [50001] = "WebP", [50002] = "JPEG XL", [52546] = "JPEG XL",
    };

    private const int BitsPerSample = 258;
    private const int PhotometricTag = 262;
    private const int SamplesPerPixel = 277;
    private const int Planar = 284;
    private const int TileWidth = 322;
    private const int ExtraSamples = 338;

    /// <summary>Whether decoders are known to make a black picture of it, without a word.</summary>
    public bool IsUnreadable => Compression == OldJpeg && IsTiled;

    /// <summary>How many samples of a pixel are a channel that is neither colour nor opacity.</summary>
    public int Unspecified => Extra.Count > 0 && Extra.All(kind => kind == 0) && Extra.Count < Channels ? Extra.Count : 0;

    /// <summary>What is rare about it; null for what every decoder reads.</summary>
    public string? RareKind => Common.Contains(Compression) && Bits.All(bits => bits is 8 or 16 or 32 || (bits is 1 or 2 or 4 && Channels == 1)) && Photometric <= 6 && !(IsTiled && IsPlanar)
        ? null
        : $"a TIFF of {string.Join('/', Bits.Distinct())} bits a sample, compression {Compression}{(Names.TryGetValue(Compression, out var name) ? $" ({name})" : "")}"
            + (Photometric is >= 8 and <= 10 ? ", colours in Lab" : Photometric > 6 ? $", colours of kind {Photometric}" : "") + (IsTiled ? ", in tiles" : "") + (IsPlanar ? ", channel by channel" : "");

    private const int NewSubfileType = 254;
    private const int CompressionTag = 259;
    private const int SubIfds = 330;
    private const int DngVersion = 50706;
    private const int MostValueBytes = 1024;

    /// <summary>Reads the first directory; a damaged one is left for the decoder to complain about.</summary>
    public static TiffHeader Read(Stream stream)
    {
        var directory = TiffReader.Read(stream, MostValueBytes);
        var isPreview = ((directory.Number(NewSubfileType) ?? 0) & 1) != 0;
        return new TiffHeader(
            directory.Number(CompressionTag) ?? 1,
            directory.Has(DngVersion) || (isPreview && directory.Has(SubIfds)),
            directory.Entry(BitsPerSample)?.Numbers ?? [1],
            directory.Number(PhotometricTag) ?? 1,
            directory.Number(SamplesPerPixel) ?? 1,
            directory.Entry(ExtraSamples)?.Numbers ?? [],
            directory.Has(TileWidth),
            directory.Number(Planar) == 2);
    }
}
