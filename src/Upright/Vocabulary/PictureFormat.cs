namespace Upright;

/// <summary>A file format that pictures are read from and written in.</summary>
public enum PictureFormat
{
    /// <summary>JPEG, grey, YCbCr or CMYK.</summary>
    Jpeg,

    /// <summary>PNG, 1 to 16 bits.</summary>
    Png,

    /// <summary>WebP, lossy or lossless.</summary>
    WebP,

    /// <summary>TIFF, one page.</summary>
    Tiff,

    /// <summary>GIF, one frame.</summary>
    Gif,

    /// <summary>AVIF: HEIF with AV1 inside.</summary>
    Avif,

    /// <summary>HEIC: HEIF with HEVC inside. Read, and turned by quarters without a pixel being touched; otherwise written as JPEG.</summary>
    Heic,
}
