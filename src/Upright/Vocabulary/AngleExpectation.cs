using System.Text.Json.Serialization;

namespace Upright;

/// <summary>Where pictures come from, and so which angles they are likely to have before one looks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AngleExpectation>))]
public enum AngleExpectation
{
    /// <summary>Any angle is as likely as any other.</summary>
    [JsonStringEnumMemberName("any")]
    Any,

    /// <summary>Cameras and phones: mostly upright or nearly so, sometimes on their side, seldom upside down.</summary>
    [JsonStringEnumMemberName("camera")]
    Camera,

    /// <summary>Scanners: mostly a small skew, the other quarters when a page was fed the wrong way round.</summary>
    [JsonStringEnumMemberName("scan")]
    Scan,
}
