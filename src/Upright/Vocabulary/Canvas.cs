using System.Text.Json.Serialization;

namespace Upright;

/// <summary>How large the upright picture is, when the turn is not a whole number of quarter turns.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Canvas>))]
public enum Canvas
{
    /// <summary>As large as it takes: nothing is cut off, the corners are filled.</summary>
    [JsonStringEnumMemberName("grow")]
    Grow,

    /// <summary>The largest upright rectangle inside the turned picture: nothing is filled, the edges are cut.</summary>
    [JsonStringEnumMemberName("inner")]
    Inner,

    /// <summary>
    /// As many pixels as before: corners are cut and filled. An odd number of quarter turns swaps width and height,
    /// so a picture lying on its side is not cut to half.
    /// </summary>
    [JsonStringEnumMemberName("same")]
    Same,
}
