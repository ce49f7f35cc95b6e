using Upright.Network;

namespace Upright.Estimation;

/// <summary>Turns a raw score into the probability of being right, by the knots that travel with the model.</summary>
internal static class Calibration
{
    // A few words were read, but no line is surely one: their curves are the same whatever was expected.
    private const string Read = "read";
    private const string ReadQuarter = "read-quarter";

    /// <summary>
    /// The knots for an answer, by what was expected and whether lines of text were measured or only words read: the same score
    /// means different things. Where few lines were measured the residual is theirs, and only the quarter is in doubt. Empty when the model has none.
    /// </summary>
    public static IReadOnlyList<CalibrationKnot> Knots(
        IReadOnlyDictionary<string, IReadOnlyList<CalibrationKnot>> calibrations, AngleExpectation expectation, Findings findings) =>
        findings.IsReadAlone && calibrations.TryGetValue(findings.TextLines is null ? Read : ReadQuarter, out var knots) ? knots
        : calibrations.GetValueOrDefault($"{Name(expectation)}.{(findings.TextLines is null ? "picture" : "text")}", []);

    /// <summary>Probability that the answer's quarter is right, whatever its residual; null where surely lines of text were measured, or the model does not say.</summary>
    public static double? Quarter(
        IReadOnlyDictionary<string, IReadOnlyList<CalibrationKnot>> calibrations, AngleExpectation expectation, Findings findings) =>
        findings.HasSureLines ? null
        : (findings.IsReadAlone && calibrations.TryGetValue(ReadQuarter, out var knots)) || calibrations.TryGetValue($"{Name(expectation)}.quarter", out knots)
            ? Confidence(findings.QuarterScore, knots)
        : null;

    /// <summary>Probability that the letters are seen in a mirror, of pages of which half are; null where there were none to judge, or what was judged is no letters.</summary>
    public static double? Mirrored(IReadOnlyDictionary<string, IReadOnlyList<CalibrationKnot>> calibrations, Findings findings) =>
        findings is { HasLetters: true, MirroredScore: { } score } ? Confidence(score, calibrations.GetValueOrDefault("mirrored", [])) : null;

    /// <summary>Linear between the knots, flat beyond them; the score itself when the model has no knots.</summary>
    public static double Confidence(double score, IReadOnlyList<CalibrationKnot> knots)
    {
        if (knots.Count == 0)
        {
            return score;
        }

        for (var i = 0; i < knots.Count; i++)
        {
            if (score <= knots[i].Score)
            {
                if (i == 0)
                {
                    return knots[0].Confidence;
                }

                var (low, high) = (knots[i - 1], knots[i]);
                return low.Confidence + ((high.Confidence - low.Confidence) * (score - low.Score) / (high.Score - low.Score));
            }
        }

        return knots[^1].Confidence;
    }

    private static string Name(AngleExpectation expectation) => expectation switch
    {
        AngleExpectation.Camera => "camera",
        AngleExpectation.Scan => "scan",
        _ => "any",
    };
}
