namespace Upright.Estimation;

/// <summary>
/// What independent witnesses say about the quarter, once the angle within a quarter is known: the four quarters and
/// "none of them" are the hypotheses, and the witnesses' probabilities multiply.
/// </summary>
internal sealed class QuarterVotes
{
    private const int None = 4;

    // How far a witness may be off and still speak for a quarter.
    private const double ReachDegrees = 10;

    // The most certain a single witness can be of anything: none may rule the others out.
    private const double Floor = 0.002;

    private readonly Angle angle;
    private readonly double[] expected;
    private readonly double[] seen = new double[None + 1];

    /// <summary>Starts with what was to be expected before looking.</summary>
    /// <param name="angle">The angle whose quarter is asked; its quarter itself says nothing.</param>
    /// <param name="prior">How likely each turn is.</param>
    public QuarterVotes(Angle angle, AnglePrior prior)
    {
        this.angle = angle;
        // Lines of text were seen at this angle, however rare it is: only the quarters are compared.
        var densities = Enumerable.Range(0, None).Select(quarter => prior.DensityAt(At(quarter))).ToArray();
        expected = [.. densities.Append(densities.Average()).Select(density => Math.Log(density))];
    }

    /// <summary>Adds a witness.</summary>
    /// <param name="witness">Its distribution.</param>
    /// <param name="weight">Below 1 for witnesses that repeat each other in part.</param>
    public void Add(DirectionDistribution witness, double weight)
    {
        var rest = 1.0;
        for (var quarter = 0; quarter < None; quarter++)
        {
            var mass = witness.MassWithin(At(quarter), ReachDegrees);
            rest -= mass;
            seen[quarter] += weight * Math.Log(mass + Floor);
        }

        seen[None] += weight * Math.Log(Math.Max(rest, 0) + Floor);
    }

    /// <summary>
    /// The likeliest quarter of the angle, its probability, and whether the witnesses themselves hold it for the likeliest,
    /// without what was expected.
    /// </summary>
    public (Angle Angle, double Probability, bool IsSeen) Winner()
    {
        var logarithms = expected.Zip(seen, (before, witnesses) => before + witnesses).ToArray();
        var best = Likeliest(logarithms);
        return (At(best), 1 / logarithms.Sum(logarithm => Math.Exp(logarithm - logarithms[best])), best == Likeliest(seen));
    }

    private static int Likeliest(double[] logarithms) => Enumerable.Range(0, None).MaxBy(quarter => logarithms[quarter]);

    private Angle At(int quarter) => angle + new Angle(90 * quarter);
}
