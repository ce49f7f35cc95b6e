using System.Text.Json.Serialization;

namespace Upright;

/// <summary>What an answer rests on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerKind>))]
public enum AnswerKind
{
    /// <summary>What the picture shows.</summary>
    [JsonStringEnumMemberName("photo")]
    Photo,

    /// <summary>A page whose residual no lines tell.</summary>
    [JsonStringEnumMemberName("words")]
    Words,

    /// <summary>A page with few lines of text: they tell its residual.</summary>
    [JsonStringEnumMemberName("few-lines")]
    FewLines,

    /// <summary>A table or a form: its rules tell its residual.</summary>
    [JsonStringEnumMemberName("rules")]
    Rules,

    /// <summary>A page of text: its lines tell its residual.</summary>
    [JsonStringEnumMemberName("lines")]
    Lines,
}
