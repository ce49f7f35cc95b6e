namespace Upright.Estimation;

/// <summary>
/// How likely each of the four quarters is: what was expected, and the sources' log-likelihoods, each with its fitted weight
/// (a conditional logit; McFadden 1974). However sure a source is, it may say nothing of this picture, and so may all of them together.
/// </summary>
internal static class QuarterModel
{
    private const int Quarters = 4;

    /// <summary>The probabilities of the four quarters; and those if the sources say anything of this picture, which is the part that more evidence can change.</summary>
    /// <param name="expected">Logarithm of how likely each quarter is before looking.</param>
    /// <param name="evidence">Each source's log-likelihoods.</param>
    /// <param name="page">Probability that the picture is a page.</param>
    /// <param name="prose">How plainly a page is one of lines of letters, 0 to 1.</param>
    /// <param name="parameters">The weights.</param>
    public static (double[] Quarters, double[] Believed) Probabilities(
        IReadOnlyList<double> expected, IReadOnlyDictionary<EvidenceSource, double[]> evidence, double page, double prose, FusionParameters parameters)
    {
        var sums = expected.ToArray();
        var (ofPhoto, ofPage, ofProse) = evidence.ContainsKey(EvidenceSource.PageNetwork)
            ? (parameters.PhotoQuarters, parameters.PageQuarters, parameters.ProseQuarters)
            : (parameters.PhotoQuartersFirst, parameters.PageQuartersFirst, parameters.ProseQuartersFirst);
        foreach (var (source, likelihoods) in evidence)
        {
            var name = source.ToString();
            var weight = ((1 - page) * ofPhoto.GetValueOrDefault(name))
                + (page * (((1 - prose) * ofPage.GetValueOrDefault(name)) + (prose * ofProse.GetValueOrDefault(name))));
            var told = Normalised(likelihoods);
            for (var k = 0; k < Quarters; k++)
            {
                sums[k] += weight * Math.Log(((1 - parameters.Misled) * told[k]) + (parameters.Misled / Quarters));
            }
        }

        var outliers = ((1 - page) * parameters.PhotoOutliers) + (page * parameters.PageOutliers);
        var believed = Normalised(sums);
        var before = Normalised(expected);
        return ([.. believed.Zip(before, (seen, prior) => ((1 - outliers) * seen) + (outliers * prior))], believed);
    }

    /// <summary>By how much the most likely quarter's logarithm exceeds the next.</summary>
    public static double Lead(IReadOnlyList<double> logarithms) => logarithms.Max() - logarithms.Order().ElementAt(logarithms.Count - 2);

    private static double[] Normalised(IReadOnlyList<double> logarithms)
    {
        var peak = logarithms.Max();
        var weights = logarithms.Select(logarithm => Math.Exp(logarithm - peak)).ToArray();
        var total = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / total);
    }
}
