using System.Text.Json.Serialization;

namespace Upright;

/// <summary>Why nothing was done about a picture or a page, where more is to be said than that the answer was not sure enough.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnsureReason>))]
public enum UnsureReason
{
    /// <summary>No direction is sure enough to be up.</summary>
    [JsonStringEnumMemberName("direction-unclear")]
    DirectionUnclear,

    /// <summary>The direction is sure, the angle is not.</summary>
    [JsonStringEnumMemberName("angle-unclear")]
    AngleUnclear,

    /// <summary>The answer is a half turn, and that the picture stands right as it is cannot be ruled out: turning it over must be surer than leaving it.</summary>
    [JsonStringEnumMemberName("disputed-half-turn")]
    DisputedHalfTurn,

    /// <summary>The letters and the views of the whole picture say different directions.</summary>
    [JsonStringEnumMemberName("letters-against-views")]
    LettersAgainstViews,

    /// <summary>The answer would do to be left, but turning by a quarter must be surer.</summary>
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
