namespace Upright.TextLines;

/// <summary>What the edges of all lines say together: a robust mean of their slopes.</summary>
/// <param name="Slope">The change of slope they ask for.</param>
/// <param name="Agreeing">Edges whose slopes agree with it.</param>
internal readonly record struct EdgeConsensus(double Slope, int Agreeing)
{
    /// <summary>Scatter of an edge's places that is always assumed, in pixels: letters differ even on a perfect page.</summary>
    private const double LeastScatter = 0.05;

    /// <summary>Tukey's constant for his biweight: 95 % efficient where errors are Gaussian.</summary>
    private const double Cutoff = 4.685;

    private const int Passes = 5;

    /// <summary>The consensus of at least one edge.</summary>
    public static EdgeConsensus Of(IReadOnlyList<LineEdge> edges)
    {
        var fits = edges.Select(e => e.Fit(LeastScatter)).ToArray();
        var slope = WeightedMedian(fits.Select(f => (f.Slope, 1 / f.Variance)));
        var distances = fits.Select(f => (Math.Abs(f.Slope - slope) / Math.Sqrt(f.Variance), 1.0));
        var scale = Math.Max(1, 1.4826 * WeightedMedian(distances)); // the deviation of a Gaussian, from its median distance
        var agreeing = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            double weights = 0, slopes = 0;
            agreeing = 0;
            foreach (var fit in fits)
            {
                var distance = (fit.Slope - slope) / (Cutoff * scale * Math.Sqrt(fit.Variance));
                if (Math.Abs(distance) < 1)
                {
                    var weight = Math.Pow(1 - (distance * distance), 2) / fit.Variance;
                    weights += weight;
                    slopes += weight * fit.Slope;
                    agreeing++;
                }
            }

            slope = weights > 0 ? slopes / weights : slope;
        }

        return new EdgeConsensus(slope, agreeing);
    }

    private static double WeightedMedian(IEnumerable<(double Value, double Weight)> items)
    {
        var sorted = items.OrderBy(i => i.Value).ToArray();
        var half = sorted.Sum(i => i.Weight) / 2;
        var index = 0;
        for (var sum = sorted[0].Weight; sum < half && index < sorted.Length - 1; sum += sorted[index].Weight)
        {
            index++;
        }

        return sorted[index].Value;
    }
}
