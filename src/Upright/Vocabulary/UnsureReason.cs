using System.Text.Json.Serialization;

namespace Upright;

/// <summary>Why nothing was done about a picture or a page, where more is to be said than that the answer was not sure enough.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnsureReason>))]
public enum UnsureReason
{
    /// <summary>The answer is a half turn, one reading holds the picture for upright, and not two others agree that it stands on its head.</summary>
    [JsonStringEnumMemberName("disputed-half-turn")]
    DisputedHalfTurn,

    /// <summary>The letters alone say which way up it stands; all looks at the whole of it say the opposite.</summary>
    [JsonStringEnumMemberName("letters-against-looks")]
    LettersAgainstLooks,

    /// <summary>The answer would do to be left, but turning by a quarter or a half must be surer.</summary>
    [JsonStringEnumMemberName("turn-not-sure-enough")]
    TurnNotSureEnough,

    /// <summary>The answer is sure, and further than <see cref="UprightOptions.MaxAngle"/>.</summary>
    [JsonStringEnumMemberName("beyond-max-angle")]
    BeyondMaxAngle,

    /// <summary>There are no visible letters and no pictures on a page.</summary>
    [JsonStringEnumMemberName("nothing-to-judge")]
    NothingToJudge,

    /// <summary>A picture on a page cannot be decoded here: JPEG 2000 (JPX) or JBIG2.</summary>
    [JsonStringEnumMemberName("unsupported-picture")]
    UnsupportedPicture,

    /// <summary>A picture on a page has more pixels than <see cref="UprightOptions.MaxPixels"/>.</summary>
    [JsonStringEnumMemberName("too-many-pixels")]
    TooManyPixels,

    /// <summary>A page, or a picture on it, is damaged.</summary>
    [JsonStringEnumMemberName("damaged")]
    Damaged,

    /// <summary>A page's letters and its picture are each sure, and of different angles.</summary>
    [JsonStringEnumMemberName("letters-against-picture")]
    LettersAgainstPicture,

    /// <summary>A page's letters run at a slant that no skewed page has: a watermark, a drawing.</summary>
    [JsonStringEnumMemberName("slanted-letters")]
    SlantedLetters,
}
