namespace Upright.Estimation;

/// <summary>One measurement of the residual.</summary>
/// <param name="Source">What measured it.</param>
/// <param name="Degrees">The clockwise turn that levels the picture; lines look alike every 90 degrees.</param>
/// <param name="Error">Its standard error in degrees, if it is right.</param>
/// <param name="Trust">Probability that it is right but for its error.</param>
internal sealed record ResidualMeasurement(EvidenceSource Source, double Degrees, double Error, double Trust);

/// <summary>What all measurements say together.</summary>
/// <param name="Degrees">The turn that levels the picture, in degrees; right up to quarter turns.</param>
/// <param name="Error">Its standard error in degrees.</param>
/// <param name="Trust">Probability that it is right but for its error.</param>
/// <param name="Near">Probability that it is right to <see cref="FusedEstimate.SameAngle"/>, by this hypothesis or by one that lies near it.</param>
/// <param name="Leading">What contributed most.</param>
internal sealed record FusedResidual(double Degrees, double Error, double Trust, double Near, EvidenceSource Leading);

/// <summary>
/// Robust inverse-variance fusion: each measurement is right, with its standard error, or tells nothing (any residual is then alike).
/// </summary>
/// <remarks>The mixture of good and bad measurements of Press, "Understanding data better with Bayesian and global statistical methods" (1996).</remarks>
internal static class ResidualModel
{
    private const double Range = 90; // residuals repeat every quarter turn
    private const int Passes = 4;

    /// <summary>The most probable residual.</summary>
    /// <param name="measurements">One or more.</param>
    public static FusedResidual Fuse(IReadOnlyList<ResidualMeasurement> measurements)
    {
        var candidates = measurements.Select(start => Refined(start, measurements)).ToList();
        // Candidates that meet at one place are one hypothesis.
        List<(FusedResidual Residual, double Weight)> modes = [];
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Weight))
        {
            if (modes.TrueForAll(mode => Math.Abs(Difference(mode.Residual.Degrees, candidate.Residual.Degrees)) > mode.Residual.Error + candidate.Residual.Error))
            {
                modes.Add(candidate);
            }
        }

        // All may be wrong.
        var nothing = measurements.Aggregate(1.0, (product, measurement) => product * (1 - measurement.Trust) / Range);
        var all = modes.Sum(mode => mode.Weight) + nothing;
        var (best, weight) = modes[0];
        return best with { Trust = weight / all, Near = modes.Sum(mode => mode.Weight * Near(mode.Residual, best.Degrees)) / all };
    }

    /// <summary>Probability that the truth lies near an angle, if a hypothesis is right.</summary>
    private static double Near(FusedResidual hypothesis, double degrees)
    {
        var difference = Difference(hypothesis.Degrees, degrees);
        return Normal.Below((FusedEstimate.SameAngle - difference) / hypothesis.Error) - Normal.Below((-FusedEstimate.SameAngle - difference) / hypothesis.Error);
    }

    private static (FusedResidual Residual, double Weight) Refined(ResidualMeasurement start, IReadOnlyList<ResidualMeasurement> measurements)
    {
        var degrees = start.Degrees;
        var shares = new double[measurements.Count];
        double precision = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            double moment = 0;
            precision = 0;
            for (var i = 0; i < shares.Length; i++)
            {
                var measurement = measurements[i];
                var good = measurement.Trust * Density(measurement, degrees);
                shares[i] = good / (good + ((1 - measurement.Trust) / Range));
                var weight = shares[i] / (measurement.Error * measurement.Error);
                moment += weight * (degrees + Difference(measurement.Degrees, degrees));
                precision += weight;
            }

            degrees = precision > 0 ? moment / precision : degrees;
        }

        var likelihood = measurements.Aggregate(1.0, (product, measurement) =>
            product * ((measurement.Trust * Density(measurement, degrees)) + ((1 - measurement.Trust) / Range)));
        var leading = measurements[Enumerable.Range(0, shares.Length).MaxBy(i => shares[i] / (measurements[i].Error * measurements[i].Error))].Source;
        var error = precision > 0 ? 1 / Math.Sqrt(precision) : start.Error;
        return (new FusedResidual(degrees, error, 0, 0, leading), likelihood * error * Math.Sqrt(2 * Math.PI));
    }

    private static double Density(ResidualMeasurement measurement, double degrees)
    {
        var distance = Difference(measurement.Degrees, degrees) / measurement.Error;
        return Math.Exp(-0.5 * distance * distance) / (measurement.Error * Math.Sqrt(2 * Math.PI));
    }

    private static double Difference(double first, double second) => Math.IEEERemainder(first - second, Range);
}
