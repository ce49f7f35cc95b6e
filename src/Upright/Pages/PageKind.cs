using System.Text.Json.Serialization;

namespace Upright.Pages;

/// <summary>What a page is made of, and so what its angle was read from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageKind>))]
public enum PageKind
{
    /// <summary>Nothing to judge it by: no visible letters and no pictures.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary>Its pictures decided: a scan, a photo, a page of a TIFF.</summary>
    [JsonStringEnumMemberName("picture")]
    Picture,

    /// <summary>Its letters decided: it was made by a program.</summary>
    [JsonStringEnumMemberName("letters")]
    Letters,

    /// <summary>It has both a large picture and many visible letters: the letters decided, unless the picture was sure of another angle.</summary>
    [JsonStringEnumMemberName("mixed")]
    Mixed,

    /// <summary>It was not judged: someone chose its turn (<see cref="FixOptions.PageTurns"/>).</summary>
    [JsonStringEnumMemberName("given")]
    Given,
}
