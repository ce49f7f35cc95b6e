using System.Reflection;
using System.Text.Json.Serialization;

namespace Upright.Cli;

/// <summary>Why a picture or a page is left, in words.</summary>
internal static class ReasonName
{
    private static readonly Dictionary<string, string> ByCode = Enum.GetValues<UnsureReason>().ToDictionary(Code, Of, StringComparer.Ordinal);

    /// <summary>Of a reason as a ledger spells it; one that this version does not know stays as it is spelt.</summary>
    public static string OfCode(string code) => ByCode.GetValueOrDefault(code, code);

    public static string Of(UnsureReason reason) => reason switch
    {
        UnsureReason.DirectionUnclear => "no direction is sure enough to be up",
        UnsureReason.AngleUnclear => "the direction is sure, the angle is not",
        UnsureReason.DisputedHalfTurn => "turning it over must be surer than leaving it",
        UnsureReason.LettersAgainstLooks => "its letters and the whole of it say different directions",
        UnsureReason.TurnNotSureEnough => "sure enough to be left, not to be turned that far",
        UnsureReason.BeyondMaxAngle => "further than --max-angle",
        UnsureReason.NothingToJudge => "no letters and no pictures",
        UnsureReason.UnsupportedPicture => "a picture in JPEG 2000 or JBIG2, which cannot be read here",
        UnsureReason.TooManyPixels => "a picture with too many pixels",
        UnsureReason.Damaged => "damaged",
        UnsureReason.LettersAgainstPicture => "its letters and its picture disagree",
        UnsureReason.SlantedLetters => "slanted letters",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static string Code(UnsureReason reason) => typeof(UnsureReason).GetField(reason.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name;
}
