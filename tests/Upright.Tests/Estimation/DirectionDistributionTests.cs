using CsCheck;
using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class DirectionDistributionTests
{
    [Fact]
    public void InTheMirrorATurnGoesTheOtherWay()
    {
        var peak = DirectionDistribution.Combine([[.. Enumerable.Range(0, 360).Select(k => -(float)new Angle(k).DistanceTo(new Angle(70)))]]);

        Assert.Equal(70, peak.Mode().Degrees, 1e-6);
        Assert.Equal(-70, peak.Mirrored().Mode().Degrees, 1e-6);
        Assert.Equal(peak.Probabilities, peak.Mirrored().Mirrored().Probabilities);
    }

    [Fact]
    public void WhatWasSeenOfATurnedBackPictureIsMovedByThatTurn() => Gen.Select(Gen.Double[-180, 180], Gen.Double[-180, 180]).Sample((degrees, turn) =>
    {
        var moved = DirectionDistribution.Combine([Peak(degrees)]).Turned(new Angle(turn));
        return moved.Mode().DistanceTo(new Angle(degrees + turn)) < 0.1 && Math.Abs(moved.Probabilities.Sum() - 1) < 1e-9;
    });

    [Fact]
    public void TheModeIsFoundAnywhereOnTheCircleToAFractionOfADegree() => Gen.Double[-180, 180].Sample(degrees =>
        DirectionDistribution.Combine([Peak(degrees)]).Mode().DistanceTo(new Angle(degrees)) < 0.05);

    [Fact]
    public void TwoOppositePeaksAreNotAveraged()
    {
        var both = Enumerable.Range(0, 360).Select(k => MathF.Log(MathF.Exp(Peak(10)[k]) + (0.9f * MathF.Exp(Peak(190)[k])))).ToArray();

        Assert.InRange(DirectionDistribution.Combine([both]).Mode().Degrees, 9.9, 10.1);
        Assert.InRange(DirectionDistribution.Combine([both]).MassWithin(new Angle(10), 8), 0.5, 0.56);
    }

    [Fact]
    public void OneLookThatIsSureOfTheContraryVetoes()
    {
        var doubtful = Enumerable.Range(0, 360).Select(k => MathF.Log((0.6f * MathF.Exp(Peak(0)[k])) + (0.4f * MathF.Exp(Peak(180)[k])) + 1e-9f)).ToArray();

        Assert.True(DirectionDistribution.Combine([doubtful, Peak(180)]).Mode().DistanceTo(new Angle(180)) < 1);
    }

    [Fact]
    public void AnExpectationDecidesWhereLooksDoNot()
    {
        var undecided = DirectionDistribution.Combine([[.. Enumerable.Range(0, 360).Select(k => MathF.Log((0.45f * MathF.Exp(Peak(0)[k])) + (0.55f * MathF.Exp(Peak(180)[k])) + 1e-9f))]]);

        Assert.Equal(0, undecided.Given(AnglePrior.For(AngleExpectation.Camera)).Mode().Degrees, 0.1);
        Assert.Equal(180, Math.Abs(undecided.Given(AnglePrior.For(AngleExpectation.Any)).Mode().Degrees), 0.1);
    }

    [Fact]
    public void AllProbabilityIsWithinHalfATurn() =>
        Assert.Equal(1, DirectionDistribution.Combine([Peak(77)]).MassWithin(Angle.Zero, 180), 1e-9);

    /// <summary>Log-probabilities of a Gaussian of 2 degrees around an angle.</summary>
    private static float[] Peak(double degrees)
    {
        var weights = Enumerable.Range(0, 360).Select(k => Math.Exp(-0.5 * Math.Pow(new Angle(k).DistanceTo(new Angle(degrees)) / 2, 2)) + 1e-12).ToArray();
        return [.. weights.Select(weight => (float)Math.Log(weight / weights.Sum()))];
    }
}
