using CsCheck;
using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class ResidualModelTests
{
    [Fact]
    public void MeasurementsThatAgreeAreAveragedByTheirPrecision()
    {
        var fused = ResidualModel.Fuse([Measured(1.0, 0.1), Measured(1.1, 0.1), Measured(2.0, 3)]);

        Assert.Equal(1.05, fused.Degrees, 0.005);
        Assert.Equal(0.1 / Math.Sqrt(2), fused.Error, 0.005);
    }

    [Fact]
    public void AnOutlierDoesNotMoveTheAnswer()
    {
        var fused = ResidualModel.Fuse([Measured(1.0, 0.1), Measured(1.1, 0.1), Measured(20, 0.05, 0.6)]);

        Assert.Equal(1.05, fused.Degrees, 0.005);
        Assert.InRange(fused.Trust, 0.9, 1);
    }

    [Fact]
    public void TwoThatContradictEachOtherAreNotTrusted() =>
        Assert.InRange(ResidualModel.Fuse([Measured(0, 0.03), Measured(4, 0.03)]).Trust, 0.3, 0.7);

    [Fact]
    public void WhicheverOfTwoNeighboursIsRightTheAnswerIsNear() =>
        Assert.InRange(ResidualModel.Fuse([Measured(0, 0.03), Measured(4, 0.03)]).Near, 0.98, 1);

    [Fact]
    public void WhatContradictsFromAfarIsNotNear() =>
        Assert.InRange(ResidualModel.Fuse([Measured(0, 0.03), Measured(20, 0.03)]).Near, 0.3, 0.7);

    [Fact]
    public void LinesLookAlikeEveryQuarterTurn() =>
        Assert.Equal(1, Math.Abs(Math.IEEERemainder(ResidualModel.Fuse([Measured(1, 1), Measured(91, 0.1), Measured(-89, 0.1)]).Degrees, 90)), 0.01);

    [Fact]
    public void AnotherMeasurementOfTheSameNeverMakesItLessTrusted() => Gen.Select(Gen.Double[-40, 40], Gen.Double[0.01, 2], Gen.Double[0.1, 0.95]).Sample((degrees, error, trust) =>
    {
        var one = ResidualModel.Fuse([Measured(degrees, error, trust)]);
        var two = ResidualModel.Fuse([Measured(degrees, error, trust), Measured(degrees, error, trust)]);
        return two.Trust >= one.Trust - 1e-9 && two.Error <= one.Error + 1e-9;
    });

    private static ResidualMeasurement Measured(double degrees, double error, double trust = 0.95) => new(EvidenceSource.Lines, degrees, error, trust);
}
