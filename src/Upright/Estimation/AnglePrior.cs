namespace Upright.Estimation;

/// <summary>
/// How likely each turn is before one looks: a mixture of Gaussians at the four quarters and of an equal share for every
/// angle. An equal share always remains: no angle is impossible.
/// </summary>
internal sealed class AnglePrior
{
    private readonly (double Centre, double Deviation, double Share)[] peaks;
    private readonly double equalShare;

    private AnglePrior(params (double Centre, double Deviation, double Share)[] peaks)
    {
        this.peaks = peaks;
        equalShare = 1 - peaks.Sum(peak => peak.Share);
    }

    private static AnglePrior Any { get; } = new();

    private static AnglePrior Camera { get; } = new((0, 1, 0.6), (0, 6, 0.2), (90, 3, 0.05), (-90, 3, 0.05), (180, 3, 0.03));

    private static AnglePrior Scan { get; } = new((0, 1.5, 0.6), (0, 6, 0.1), (90, 3, 0.05), (-90, 3, 0.05), (180, 3, 0.15));

    /// <summary>The prior of an expectation.</summary>
    public static AnglePrior For(AngleExpectation expectation) => expectation switch
    {
        AngleExpectation.Camera => Camera,
        AngleExpectation.Scan => Scan,
        _ => Any,
    };

    /// <summary>Probability per degree that a picture must be turned by an angle.</summary>
    public double DensityAt(Angle angle) => (equalShare / 360) + peaks.Sum(peak =>
    {
        var distance = angle.DistanceTo(new Angle(peak.Centre)) / peak.Deviation;
        return peak.Share * Math.Exp(-0.5 * distance * distance) / (peak.Deviation * Math.Sqrt(2 * Math.PI));
    });

    /// <summary>Probability that the turn lies within some degrees of an angle.</summary>
    public double MassWithin(Angle angle, double degrees) => (equalShare * degrees / 180) + peaks.Sum(peak =>
    {
        var distance = angle.DistanceTo(new Angle(peak.Centre));
        return peak.Share * (Normal.Below((distance + degrees) / peak.Deviation) - Normal.Below((distance - degrees) / peak.Deviation));
    });
}
