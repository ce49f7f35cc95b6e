namespace Upright.Estimation;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>Probability below a value, to 1e-7 (Abramowitz and Stegun 26.2.17).</summary>
    public static double Below(double value)
    {
        if (value < 0)
        {
            return 1 - Below(-value);
        }

        var t = 1 / (1 + (0.2316419 * value));
        var tail = Math.Exp(-0.5 * value * value) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return 1 - tail;
    }
}
