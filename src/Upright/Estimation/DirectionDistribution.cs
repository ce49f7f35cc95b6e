namespace Upright.Estimation;

/// <summary>How likely each turn is: 360 probabilities, entry k for k degrees clockwise.</summary>
internal sealed class DirectionDistribution
{
    private const int Directions = 360;

    // The targets were Gaussians of one to two degrees: about three of those around the mode belong to one answer.
    private const int PeakRadius = 6;

    private static readonly Angle[] Turns = [.. Enumerable.Range(0, Directions).Select(k => new Angle(k))];

    private readonly double[] probabilities;

    private DirectionDistribution(double[] probabilities) => this.probabilities = probabilities;

    /// <summary>The probability of each whole degree clockwise.</summary>
    public IReadOnlyList<double> Probabilities => probabilities;

    /// <summary>
    /// The normalised geometric mean of distributions given as log-probabilities: an answer must please all views,
    /// so that a view that is sure it is wrong can veto it.
    /// </summary>
    public static DirectionDistribution Combine(IReadOnlyList<float[]> logProbabilities)
    {
        var mean = new double[Directions];
        foreach (var view in logProbabilities)
        {
            for (var k = 0; k < Directions; k++)
            {
                mean[k] += view[k] / logProbabilities.Count;
            }
        }

        var peak = mean.Max();
        return Normalised([.. mean.Select(value => Math.Exp(value - peak))]);
    }

    /// <summary>The normalised geometric mean of several distributions.</summary>
    public static DirectionDistribution Blend(IReadOnlyList<DirectionDistribution> parts) => parts.Count == 1 ? parts[0] : Combine(
        [.. parts.Select(part => Array.ConvertAll(part.probabilities, probability => (float)Math.Log(Math.Max(probability, 1e-12))))]);

    /// <summary>Standard deviation in degrees of the probability that lies within some degrees of a turn.</summary>
    public double Deviation(Angle angle, double within)
    {
        double weight = 0, squares = 0;
        for (var k = 0; k < Directions; k++)
        {
            var distance = Turns[k].DistanceTo(angle);
            var share = probabilities[k] * ShareWithin(distance, within);
            weight += share;
            squares += share * distance * distance;
        }

        return Math.Sqrt(squares / Math.Max(weight, 1e-12));
    }

    /// <summary>The same, of nothing but what lies within some degrees of a turn.</summary>
    public DirectionDistribution Around(Angle angle, double within) =>
        Normalised([.. probabilities.Select((probability, k) => Turns[k].DistanceTo(angle) <= within ? Math.Max(probability, 1e-12) : 0)]);

    /// <summary>What is to be believed of the turn after looking, by what was to be expected before (Bayes).</summary>
    public DirectionDistribution Given(AnglePrior prior) =>
        Normalised([.. probabilities.Select((probability, k) => probability * prior.DensityAt(new Angle(k)))]);

    /// <summary>The same about the picture with left and right exchanged: what must be turned clockwise here must be turned back there.</summary>
    public DirectionDistribution Mirrored() => new([.. probabilities.Select((_, k) => At(-k))]);

    /// <summary>The same about a picture that was turned back by an angle before: so much more must it be turned.</summary>
    public DirectionDistribution Turned(Angle by)
    {
        var whole = (int)Math.Floor(by.Degrees);
        var part = by.Degrees - whole;
        return new([.. probabilities.Select((_, k) => ((1 - part) * At(k - whole)) + (part * At(k - whole - 1)))]);
    }

    /// <summary>The most likely turn, to a fraction of a degree: the centre of gravity around the densest few degrees.</summary>
    public Angle Mode()
    {
        var best = 0;
        var bestMass = 0.0;
        for (var k = 0; k < Directions; k++)
        {
            var mass = (0.5 * At(k - 2)) + At(k - 1) + At(k) + At(k + 1) + (0.5 * At(k + 2));
            if (mass > bestMass)
            {
                (best, bestMass) = (k, mass);
            }
        }

        // Two degrees may be as dense as each other: from either, the second pass has the same degrees in view.
        var centre = (double)best;
        for (var pass = 0; pass < 2; pass++)
        {
            double weight = 0, moment = 0;
            for (var k = best - PeakRadius - 2; k <= best + PeakRadius + 2; k++)
            {
                var share = At(k) * ShareWithin(Math.Abs(k - centre), PeakRadius);
                weight += share;
                moment += k * share;
            }

            centre = moment / weight;
        }

        return new Angle(centre);
    }

    /// <summary>How much probability lies within a number of degrees of a turn.</summary>
    public double MassWithin(Angle angle, double degrees)
    {
        var mass = 0.0;
        for (var k = 0; k < Directions; k++)
        {
            mass += probabilities[k] * ShareWithin(Turns[k].DistanceTo(angle), degrees);
        }

        return mass;
    }

    private static DirectionDistribution Normalised(double[] weights)
    {
        var sum = weights.Sum();
        return new DirectionDistribution([.. weights.Select(weight => weight / sum)]);
    }

    // A degree's probability lies half a degree to either side of it, so that nothing hangs on where a limit falls.
    private static double ShareWithin(double distance, double limit) => Math.Clamp(limit + 0.5 - distance, 0, 1);

    private double At(int k) => probabilities[((k % Directions) + Directions) % Directions];
}
