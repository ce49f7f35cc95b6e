namespace Upright.Imaging;

/// <summary>What a picture may cost before it is refused, checked from its header before anything is decoded.</summary>
internal sealed record DecodeLimits
{
    /// <summary>The most pixels, width times height.</summary>
    public long MaxPixels { get; init; } = 200_000_000;

    /// <summary>The most pixels of a side: decoders hold whole rows, many at a time.</summary>
    public const int LongestSide = 500_000;

    /// <summary>Decoded pixels of more bytes than that of 16-bit colour with transparency count as several.</summary>
    public const int UsualBytesPerPixel = 8;

    /// <summary>The most samples of a pixel: TIFF allows 65,535, and every step of the work holds all of them.</summary>
    public const int MostSamples = 16;

    /// <summary>The most frames or pages. Only the first is ever decoded here, so more would be lost without a word.</summary>
    public int MaxFrames { get; init; } = 1;

    /// <summary>The most bytes of the encoded picture.</summary>
    public long MaxFileSize { get; init; } = 2L << 30;

    /// <summary>Whether formats that only ImageMagick decodes are read.</summary>
    public bool ReadsWithImageMagick { get; init; } = true;

    /// <summary>Keep what can be decoded of a truncated or damaged picture instead of refusing it.</summary>
    public bool Tolerant { get; init; }
}
