using System.Globalization;

namespace Upright.Network;

/// <summary>One knot of the calibration: a raw score and how often answers with that score were right, both 0 to 1.</summary>
internal sealed record CalibrationKnot(double Score, double Confidence)
{
    /// <summary>Reads <c>score:confidence</c>.</summary>
    public static CalibrationKnot Parse(string text)
    {
        var parts = text.Split(':');
        return new(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
