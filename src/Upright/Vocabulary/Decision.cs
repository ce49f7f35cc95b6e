using System.Text.Json.Serialization;

namespace Upright;

/// <summary>What to do about a picture.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Decision>))]
public enum Decision
{
    /// <summary>Not sure enough: nothing is changed.</summary>
    [JsonStringEnumMemberName("unsure")]
    Unsure,

    /// <summary>Already upright within the dead band: nothing is changed.</summary>
    [JsonStringEnumMemberName("leave")]
    Leave,

    /// <summary>To be turned by the angle.</summary>
    [JsonStringEnumMemberName("turn")]
    Turn,
}
