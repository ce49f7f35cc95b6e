using Upright.Pages;

namespace Upright.Cli;

/// <summary>Why a page is left, in words.</summary>
internal static class ReasonName
{
    public static string Of(PageReason reason) => reason switch
    {
        PageReason.NothingToJudge => "no letters and no pictures",
        PageReason.UnsupportedPicture => "a picture in JPEG 2000 or JBIG2, which cannot be read here",
        PageReason.TooManyPixels => "a picture with too many pixels",
        PageReason.Damaged => "damaged",
        PageReason.LettersAgainstPicture => "its letters and its picture disagree",
        PageReason.SlantedLetters => "slanted letters",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
