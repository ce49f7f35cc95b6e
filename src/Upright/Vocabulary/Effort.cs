using System.Text.Json.Serialization;

namespace Upright;

/// <summary>How much is looked at before an answer is given up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Effort>))]
public enum Effort
{
    /// <summary>Where the small network is not sure, the larger ones are asked.</summary>
    [JsonStringEnumMemberName("normal")]
    Normal,

    /// <summary>The small network alone.</summary>
    [JsonStringEnumMemberName("quick")]
    Quick,
}
