using System.Text.Json.Serialization;

namespace Upright;

/// <summary>What a written picture no longer has, or what beside it does not agree: nothing is lost without a word.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PictureNote>))]
public enum PictureNote
{
    /// <summary>The gain map of an Ultra HDR picture could not be turned or written with it, and was removed with what announces it: the picture is shown without HDR.</summary>
    [JsonStringEnumMemberName("gain-map-removed")]
    GainMapRemoved,

    /// <summary>A second picture in the file (a preview, another view) could not be turned or written with it, and was removed with what announces it.</summary>
    [JsonStringEnumMemberName("second-picture-removed")]
    SecondPictureRemoved,

    /// <summary>The film of a motion photo could not be written into another format.</summary>
    [JsonStringEnumMemberName("film-removed")]
    FilmRemoved,

    /// <summary>What else lay behind the picture, a maker's own data, could not be written into another format.</summary>
    [JsonStringEnumMemberName("trailer-removed")]
    TrailerRemoved,

    /// <summary>A channel of a TIFF that is neither colour nor opacity, or not said to be, was left out.</summary>
    [JsonStringEnumMemberName("extra-channel-removed")]
    ExtraChannelRemoved,

    /// <summary>A sidecar (<c>a.jpg.xmp</c>, <c>a.xmp</c>) names another orientation than the written picture has: programs that read it would turn the picture away again. See <see cref="FixOptions.Sidecars"/>.</summary>
    [JsonStringEnumMemberName("sidecar-orientation")]
    SidecarOrientation,

    /// <summary>The depth map of a HEIC or AVIF could not be written with the picture that was encoded again.</summary>
    [JsonStringEnumMemberName("depth-map-removed")]
    DepthMapRemoved,

    /// <summary>The picture has more bits a sample than its decoder gives here, or than the format that was asked for holds: 16 became 8, say.</summary>
    [JsonStringEnumMemberName("bits-reduced")]
    BitsReduced,
}
