using System.Text.Json.Serialization;

namespace Upright;

/// <summary>Which part of an angle is carried out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TurnPart>))]
public enum TurnPart
{
    /// <summary>All of it.</summary>
    [JsonStringEnumMemberName("whole")]
    Whole,

    /// <summary>The whole quarter turns alone: no pixel is resampled.</summary>
    [JsonStringEnumMemberName("quarter")]
    Quarter,

    /// <summary>What is left beside the quarter turns, at most 45 degrees: no picture is put on its side or its head.</summary>
    [JsonStringEnumMemberName("residual")]
    Residual,
}
