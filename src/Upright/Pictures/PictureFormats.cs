using Upright.Imaging;

namespace Upright;

/// <summary>What files of the formats are called.</summary>
public static class PictureFormats
{
    /// <summary>The format that a file name's ending promises; null when it promises none of them.</summary>
    public static PictureFormat? FromFileName(string path) => Codecs.ByEnding(path)?.Format;

    /// <summary>The usual ending of a format's files, with the point.</summary>
    public static string Extension(this PictureFormat format) => Codecs.Of(format).Endings[0];

    /// <summary>The format in which pictures of this one are written where their pixels change and no other is asked for: its own, unless it is only read.</summary>
    public static PictureFormat WrittenAs(this PictureFormat format) => Codecs.Of(format).WrittenAs;

    /// <summary>What HTTP calls a format, as <c>image/jpeg</c>.</summary>
    public static string MediaType(this PictureFormat format) => Codecs.Of(format).MediaType;
}
