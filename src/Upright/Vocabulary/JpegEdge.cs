using System.Text.Json.Serialization;

namespace Upright;

/// <summary>
/// What is done about a JPEG whose size is no multiple of its coding units (8 or 16 pixels), when a quarter turn would
/// bring the cut units of its right or lower edge to the left or the top, where they cannot be.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<JpegEdge>))]
public enum JpegEdge
{
    /// <summary>The picture is decoded, turned and encoded again at its own quality: nothing is cut off, every reader sees it upright.</summary>
    [JsonStringEnumMemberName("reencode")]
    Reencode,

    /// <summary>Every pixel is kept: the EXIF orientation is set instead, which readers must respect.</summary>
    [JsonStringEnumMemberName("keep")]
    Keep,

    /// <summary>The cut units, at most 15 pixels, are left out: the rest is moved without loss.</summary>
    [JsonStringEnumMemberName("trim")]
    Trim,
}
