using Upright.Network;

namespace Upright.Estimation;

/// <summary>Turns a raw score into the probability of being right, by the knots that travel with the model.</summary>
internal static class Calibration
{
    // Of what is not letters the network cannot tell which way round it is seen.
    private const double LeastClarity = 0.2;

    /// <summary>Probability that the letters are seen in a mirror, of pages of which half are; null where there were none to judge, or what was judged is no letters.</summary>
    public static double? Mirrored(IReadOnlyDictionary<string, IReadOnlyList<CalibrationKnot>> calibrations, Observations seen) =>
        seen.MirroredScore is { } score && seen.LetterClarity > LeastClarity ? Confidence(score, calibrations.GetValueOrDefault("mirrored", [])) : null;

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
}
