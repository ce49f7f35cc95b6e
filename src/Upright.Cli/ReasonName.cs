using System.Reflection;
using System.Text.Json.Serialization;

namespace Upright.Cli;

/// <summary>Why a picture or a page is left, in words.</summary>
internal static class ReasonName
{
    private static readonly Dictionary<string, UnsureReason> ByCode = Enum.GetValues<UnsureReason>().ToDictionary(Code, StringComparer.Ordinal);

    /// <summary>Of a reason as a ledger spells it; one that this version does not know stays as it is spelt.</summary>
    public static string OfCode(string code) => ByCode.TryGetValue(code, out var reason) ? Of(reason) : code;

    public static string Of(UnsureReason reason) => reason switch
    {
        UnsureReason.DirectionUnclear => Words.Of("no direction is sure enough to be up"),
        UnsureReason.AngleUnclear => Words.Of("the direction is sure, the angle is not"),
        UnsureReason.DisputedHalfTurn => Words.Of("turning it over must be surer than leaving it"),
        UnsureReason.LettersAgainstViews => Words.Of("its letters and the whole of it say different directions"),
        UnsureReason.TurnNotSureEnough => Words.Of("sure enough to be left, not to be turned that far"),
        UnsureReason.BeyondMaxAngle => Words.Of("further than --max-angle"),
        UnsureReason.NothingToJudge => Words.Of("no letters and no pictures"),
        UnsureReason.UnsupportedPicture => Words.Of("a picture in JPEG 2000 or JBIG2, which cannot be read here"),
        UnsureReason.TooManyPixels => Words.Of("a picture with too many pixels"),
        UnsureReason.Damaged => Words.Of("damaged"),
        UnsureReason.LettersAgainstPicture => Words.Of("its letters and its picture disagree"),
        UnsureReason.SlantedLetters => Words.Of("slanted letters"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    private static string Code(UnsureReason reason) => typeof(UnsureReason).GetField(reason.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name;
}
