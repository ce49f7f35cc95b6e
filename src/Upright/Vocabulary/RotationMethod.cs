using System.Text.Json.Serialization;

namespace Upright;

/// <summary>How a turn is carried out, from nothing to resampling.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RotationMethod>))]
public enum RotationMethod
{
    /// <summary>The picture stays as it is.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Quarter turns of the coded picture, and its sides exchanged: no pixel value is decoded and coded again.</summary>
    [JsonStringEnumMemberName("lossless_quarter")]
    LosslessQuarter,

    /// <summary>The EXIF orientation alone: no byte of the coded picture is touched.</summary>
    [JsonStringEnumMemberName("orientation_tag")]
    OrientationTag,

    /// <summary>Quarter turns of the pixels, and their sides exchanged: moved, not resampled.</summary>
    [JsonStringEnumMemberName("quarter")]
    Quarter,

    /// <summary>One resampling by the whole angle.</summary>
    [JsonStringEnumMemberName("affine_warp")]
    AffineWarp,

    /// <summary>Quarter turns of a PDF's page by its /Rotate: its content is not touched.</summary>
    [JsonStringEnumMemberName("page_rotation")]
    PageRotation,

    /// <summary>A PDF's page drawn through a transformation: nothing is made pixels of, no picture is encoded again.</summary>
    [JsonStringEnumMemberName("page_transformation")]
    PageTransformation,
}
