namespace Upright;

/// <summary>The endings of file names.</summary>
public static class PictureFormats
{
    /// <summary>The format that a file name's ending promises; null when it promises none that can be written.</summary>
    public static PictureFormat? FromFileName(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JPG" or ".JPEG" or ".JPE" or ".JFIF" => PictureFormat.Jpeg,
        ".PNG" => PictureFormat.Png,
        ".WEBP" => PictureFormat.WebP,
        ".TIF" or ".TIFF" => PictureFormat.Tiff,
        ".GIF" => PictureFormat.Gif,
        ".AVIF" => PictureFormat.Avif,
        _ => null,
    };

    /// <summary>The usual ending of a format's files, with the point.</summary>
    public static string Extension(this PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => ".jpg",
        PictureFormat.Png => ".png",
        PictureFormat.WebP => ".webp",
        PictureFormat.Tiff => ".tif",
        PictureFormat.Gif => ".gif",
        PictureFormat.Avif => ".avif",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
