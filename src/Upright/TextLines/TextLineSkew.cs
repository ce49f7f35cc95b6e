namespace Upright.TextLines;

/// <summary>The precise angle of the lines of text on a page.</summary>
internal static class TextLineSkew
{
    private const float EnergyFloor = 10 * TileSpectra.Side;

    /// <summary>Measures the angle of the lines of text, if there are any.</summary>
    public static bool TryMeasure(
        ReadOnlySpan<byte> grey, int width, int height, double aroundDegrees, double withinDegrees, out TextLineAngle result)
    {
        result = default;
        var factor = Math.Max(width, height) switch { > 2600 => 4, > 1300 => 2, _ => 1 };
        var ratio = factor > 1 ? 2 : 1;
        using var finer = GreyReduction.Reduce(grey, width, height, factor / ratio);
        using var reduced = GreyReduction.Reduce(grey, width, height, factor);
        using var strokes = new StrokeMap(reduced);
        var spectra = new TileSpectra(strokes.Across, strokes.Down);
        var votes = Votes(spectra);
        var best = 0;
        for (var i = 1; i < votes.Length; i++)
        {
            if (votes[i] > votes[best])
            {
                best = i;
            }
        }

        var family = best / TileSpectra.Directions;
        var slope = TileSpectra.Slope(best % TileSpectra.Directions);
        var source = family == 0 ? strokes.Down : strokes.Across;
        var spread = 0.0;
        var count = 0;
        var edges = new List<LineEdge>();
        var (margin, tracked) = (0, 0.0);
        for (var pass = 0; pass < 3; pass++)
        {
            tracked = slope;
            edges = EdgeTracker.Follow(source, slope, out margin);
            (var change, spread, count) = Combine(edges);
            slope += change;
        }

        if (edges.Count > 0)
        {
            using var fine = family == 0 ? finer.Transpose() : null;
            using var strips = new ShearedStrips(fine ?? finer, tracked, ratio * EdgeTracker.StripWidth);
            (var last, spread) = EdgeSharpness.Find(strips, edges, margin, ratio, ratio * EdgeTracker.StripWidth, 0.005);
            slope = tracked + last;
        }

        var degrees = double.RadiansToDegrees(Math.Atan(slope)) * (family == 0 ? -1 : 1);
        result = new TextLineAngle(degrees, double.RadiansToDegrees(spread), votes[best] / spectra.Count, count);
        return true;
    }

    private static (double Change, double Spread, int Count) Combine(List<LineEdge> edges)
    {
        if (edges.Count == 0)
        {
            return (0, 1, 0);
        }

        var fits = edges.Select(e => e.Fit(0.05)).OrderBy(f => f.Slope).ToArray();
        var total = fits.Sum(f => 1 / f.Variance);
        var (sum, median) = (0.0, 0.0);
        foreach (var f in fits)
        {
            sum += 1 / f.Variance;
            if (sum >= total / 2)
            {
                median = f.Slope;
                break;
            }
        }

        // Scale of the standardised residuals, then Tukey's weights.
        var residuals = fits.Select(f => Math.Abs(f.Slope - median) / Math.Sqrt(f.Variance)).Order().ToArray();
        var scale = Math.Max(1, 1.4826 * residuals[residuals.Length / 2]);
        var answer = median;
        var spread = 0.0;
        for (var i = 0; i < 5; i++)
        {
            double weights = 0, slopes = 0, squares = 0;
            foreach (var (slope, variance) in fits)
            {
                var r = (slope - answer) / (4.7 * scale * Math.Sqrt(variance));
                if (Math.Abs(r) < 1)
                {
                    var w = (1 - (r * r)) * (1 - (r * r)) / variance;
                    weights += w;
                    slopes += w * slope;
                    squares += w * w * variance;
                }
            }

            answer = slopes / weights;
            spread = scale * Math.Sqrt(squares) / weights;
        }

        return (answer, spread, fits.Length);
    }

    private static double[] Votes(TileSpectra spectra)
    {
        var votes = new double[2 * TileSpectra.Directions];
        var logs = new double[2 * TileSpectra.Directions];
        for (var tile = 0; tile < spectra.Count; tile++)
        {
            var sum = 0.0;
            for (var i = 0; i < logs.Length; i++)
            {
                var energy = spectra.Spectrum(tile, i / TileSpectra.Directions)[i % TileSpectra.Directions];
                logs[i] = Math.Log(energy + EnergyFloor);
                sum += logs[i];
            }

            for (var i = 0; i < logs.Length; i++)
            {
                votes[i] += logs[i] - (sum / logs.Length);
            }
        }

        return votes;
    }
}
