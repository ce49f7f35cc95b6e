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

    [Theory]
    [InlineData(0, null, 0.1, 0.2)] // the picture alone
    [InlineData(2, null, 0.3, 0.4)] // words
    [InlineData(2, 0.1, 0.4, 0.4)] // a few lines of words: the residual is theirs
    [InlineData(2, 0.9, 0.5, null)] // lines that are surely text
    public void WhatAnAnswerRestsOnHasACurveOfItsOwn(int tiles, double? lines, double confidence, double? quarter)
    {
        Dictionary<string, IReadOnlyList<CalibrationKnot>> curves = new()
        {
            ["any.picture"] = [new(0, 0.1)],
            ["any.quarter"] = [new(0, 0.2)],
            ["read"] = [new(0, 0.3)],
            ["read-quarter"] = [new(0, 0.4)],
            ["any.text"] = [new(0, 0.5)],
        };
        var found = HalfTurnCheckTests.Found(0, 0, 0, tiles) with { TextLines = lines is { } sure ? new(0, 0.01, sure, default) : null };

        Assert.Equal(confidence, Calibration.Confidence(0.7, Calibration.Knots(curves, AngleExpectation.Any, found)));
        Assert.Equal(quarter, Calibration.Quarter(curves, AngleExpectation.Any, found));
    }

    [Fact]
    public void AModelWithoutACurveForWordsUsesThatOfPictures()
    {
        Dictionary<string, IReadOnlyList<CalibrationKnot>> curves = new() { ["any.quarter"] = [new(0, 0.2)] };

        Assert.Equal(0.2, Calibration.Quarter(curves, AngleExpectation.Any, HalfTurnCheckTests.Found(0, 0, 0, 2)));
    }

    [Fact]
    public void AHigherScoreIsNeverLessSure() => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Sample((one, two) =>
        one > two || Calibration.Confidence(one, Knots) <= Calibration.Confidence(two, Knots));

    [Fact]
    public void WithoutKnotsTheScoreIsTheConfidence() => Assert.Equal(0.37, Calibration.Confidence(0.37, []));
}
