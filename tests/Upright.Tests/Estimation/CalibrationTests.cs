using CsCheck;
using Upright.Estimation;
using Upright.Network;

namespace Upright.Tests.Estimation;

public sealed class CalibrationTests
{
    private static readonly CalibrationKnot[] Knots = [new(0.2, 0.1), new(0.6, 0.5), new(0.9, 0.98)];

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(0.2, 0.1)]
    [InlineData(0.4, 0.3)]
    [InlineData(0.6, 0.5)]
    [InlineData(1, 0.98)]
    public void IsLinearBetweenTheKnotsAndFlatBeyond(double score, double confidence) =>
        Assert.Equal(confidence, Calibration.Confidence(score, Knots), 1e-9);

    [Fact]
    public void AHigherScoreIsNeverLessSure() => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Sample((one, two) =>
        one > two || Calibration.Confidence(one, Knots) <= Calibration.Confidence(two, Knots));

    [Fact]
    public void WithoutKnotsTheScoreIsTheConfidence() => Assert.Equal(0.37, Calibration.Confidence(0.37, []));
}
