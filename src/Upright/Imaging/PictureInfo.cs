namespace Upright.Imaging;

/// <summary>What is known of a picture from its header alone.</summary>
internal sealed record PictureInfo
{
    /// <summary>The format, by content.</summary>
    public required PictureFormat Format { get; init; }

    /// <summary>Pixels per row as the picture is shown, its EXIF orientation applied.</summary>
    public required int Width { get; init; }

    /// <summary>Rows as the picture is shown.</summary>
    public required int Height { get; init; }

    /// <summary>The EXIF orientation, 1 to 8; 1 when there is none or it is absurd.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>Frames or pages.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Whether it has transparency.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Whether it is grey.</summary>
    public bool IsGrey { get; init; }

    /// <summary>Samples of a pixel: colours, transparency, and whatever else a file keeps beside them.</summary>
    public int Samples { get; init; } = 3;

    /// <summary>Bytes that a pixel takes when it is decoded.</summary>
    public int BytesPerPixel { get; init; } = 3;

    /// <summary>Whether its colours are inks (CMYK or YCCK), which become sRGB on output.</summary>
    public bool IsCmyk { get; init; }

    /// <summary>Bits per sample as stored; 1 for black and white.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Whether pixels are indexes into a palette.</summary>
    public bool HasPalette { get; init; }

    /// <summary>The estimated JPEG quality, 1 to 100; null for other formats.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>Whether a JPEG stores colour at half the resolution both ways (4:2:0).</summary>
    public bool ChromaSubsampled { get; init; }

    /// <summary>Whether a WebP or JPEG XL is stored without loss.</summary>
    public bool IsLossless { get; init; }

    /// <summary>Whether a JPEG 2000 is the code stream alone, without the boxes of its file format.</summary>
    public bool IsBare { get; init; }

    /// <summary>The value of a TIFF's compression tag; 0 for other formats.</summary>
    public int TiffCompression { get; init; }

    /// <summary>What is in a HEIC or AVIF beside the picture, as it is lost where the picture is encoded.</summary>
    public IReadOnlyList<PictureNote> Beside { get; init; } = [];

    /// <summary>Whether there is a channel that is neither colour nor opacity, which is not read.</summary>
    public bool HasExtraChannel { get; init; }

    /// <summary>Pixels per inch across; null when the file does not say.</summary>
    public double? Dpi { get; init; }

    /// <summary>Bytes of the encoded picture.</summary>
    public required long FileSize { get; init; }
}
