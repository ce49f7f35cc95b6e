using System.Text.Json.Serialization;

namespace Upright.Pages;

/// <summary>Why a page is left as it is, where more is to be said than that the answer was not sure.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageReason>))]
public enum PageReason
{
    /// <summary>There are no visible letters and no pictures on it.</summary>
    [JsonStringEnumMemberName("nothing-to-judge")]
    NothingToJudge,

    /// <summary>A picture on it cannot be decoded here: JPEG 2000 (JPX) or JBIG2.</summary>
    [JsonStringEnumMemberName("unsupported-picture")]
    UnsupportedPicture,

    /// <summary>A picture on it has more pixels than <see cref="UprightOptions.MaxPixels"/>.</summary>
    [JsonStringEnumMemberName("too-many-pixels")]
    TooManyPixels,

    /// <summary>The page, or a picture on it, is damaged.</summary>
    [JsonStringEnumMemberName("damaged")]
    Damaged,

    /// <summary>Its letters and its picture are each sure, and of different angles.</summary>
    [JsonStringEnumMemberName("letters-against-picture")]
    LettersAgainstPicture,

    /// <summary>Its letters run at a slant that no skewed page has: a watermark, a drawing.</summary>
    [JsonStringEnumMemberName("slanted-letters")]
    SlantedLetters,
}
