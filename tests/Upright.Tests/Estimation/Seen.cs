using Upright.Estimation;

namespace Upright.Tests.Estimation;

/// <summary>Observations and answers made up for tests.</summary>
internal static class Seen
{
    /// <summary>What was seen of a photo: views that peak at an angle.</summary>
    public static Observations Photo(double degrees, double sharpness = 1) => new()
    {
        Glance = Peak(degrees, sharpness),
        SecondLook = Peak(degrees, sharpness),
        CornerAngle = new Angle(degrees),
        TextLineDensity = [0],
        Corners = new float[8],
    };

    /// <summary>Views that peak at an angle; the sharper, the surer.</summary>
    public static DirectionDistribution Peak(double degrees, double sharpness = 1) =>
        DirectionDistribution.Combine([[.. Enumerable.Range(0, 360).Select(k => -(float)(sharpness * new Angle(k).DistanceTo(new Angle(degrees))))]]);

    /// <summary>An answer.</summary>
    /// <param name="degrees">Its angle.</param>
    /// <param name="quarters">Probabilities of further quarter turns, its own first.</param>
    /// <param name="tilt">Probability that carrying out the residual makes it better.</param>
    /// <param name="residual">Probability that the residual is right to 5 degrees.</param>
    /// <param name="kind">What it rests on.</param>
    /// <param name="mirrored">Logit that letters are seen in a mirror.</param>
    public static FusedEstimate Answer(
        double degrees, double[]? quarters = null, double tilt = 1, double residual = 1, AnswerKind kind = AnswerKind.Photo, double? mirrored = null) => new()
    {
        Observations = Photo(degrees) with { Mirrored = mirrored },
        Kind = kind,
        Prose = 0,
        PageProbability = kind == AnswerKind.Photo ? 0 : 1,
        Angle = new Angle(degrees),
        Quarters = quarters ?? [1, 0, 0, 0],
        BelievedQuarters = quarters ?? [1, 0, 0, 0],
        Error = 0.1,
        ResidualProbability = residual,
        TiltProbability = tilt,
        Features = new(new Angle(degrees), degrees, 0, 0, 0, 1),
        Sources = [],
    };
}
