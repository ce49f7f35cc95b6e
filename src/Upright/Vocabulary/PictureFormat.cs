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

    /// <summary>BMP, 1 to 32 bits a pixel.</summary>
    Bmp,

    /// <summary>JPEG 2000, written without loss.</summary>
    Jpeg2000,

    /// <summary>JPEG XL, one frame.</summary>
    JpegXl,

    /// <summary>PBM, PGM, PPM and PAM, written in bytes.</summary>
    Pnm,

    /// <summary>Photoshop's PSD and PSB, without their layers. Read; written as TIFF.</summary>
    Psd,

    /// <summary>ICO, the largest of its pictures. Read; written as PNG.</summary>
    Ico,

    /// <summary>A camera's raw file: CR2, NEF, ARW, DNG and other TIFFs, and RAF. Judged by the JPEG in it; never written, but turned by a sidecar (<see cref="FixOptions.TagOnly"/>).</summary>
    Raw,
}
