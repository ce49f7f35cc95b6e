using System.Globalization;

namespace Upright.Server.Pictures;

/// <summary>Turns that someone chose for pages of a document, as a query has them: <c>3:90,7:-2.5</c>.</summary>
internal readonly record struct PageTurns(IReadOnlyDictionary<int, Angle> Angles)
{
    public const string Pattern = @"^\d+:-?\d+(\.\d+)?(,\d+:-?\d+(\.\d+)?)*$";

    public static bool TryParse(string? text, out PageTurns turns)
    {
        Dictionary<int, Angle> angles = [];
        turns = new PageTurns(angles);
        return text is not null && text.Split(',').All(part =>
            part.Split(':') is [var number, var degrees]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0
            && double.TryParse(degrees, NumberStyles.Float, CultureInfo.InvariantCulture, out var angle) && double.IsFinite(angle)
            && angles.TryAdd(page, new Angle(angle)));
    }
}
