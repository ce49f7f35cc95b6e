using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class DeciderTests
{
    private static readonly UprightOptions Options = new() { Threshold = 0.8, DeadBand = 0.3, TextDeadBand = 0.05 };

    [Theory]
    [InlineData(10, 0.79, false, Decision.Unsure)]
    [InlineData(0, 0.79, false, Decision.Unsure)]
    [InlineData(10, 0.8, false, Decision.Turn)]
    [InlineData(0.3, 0.9, false, Decision.Leave)]
    [InlineData(-0.3, 0.9, false, Decision.Leave)]
    [InlineData(0.31, 0.9, false, Decision.Turn)]
    [InlineData(0.2, 0.9, true, Decision.Turn)]
    [InlineData(0.05, 0.9, true, Decision.Leave)]
    [InlineData(180, 0.9, true, Decision.Turn)]
    public void FollowsThresholdAndDeadBand(double degrees, double confidence, bool hasText, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(new Angle(degrees), confidence, hasText, Options));

    [Theory]
    [InlineData(12, Decision.Turn)]
    [InlineData(-15, Decision.Turn)]
    [InlineData(15.1, Decision.Unsure)]
    [InlineData(180, Decision.Unsure)]
    [InlineData(0.1, Decision.Leave)]
    public void WhatWouldTurnTooFarIsUnsure(double degrees, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(new Angle(degrees), 0.9, hasTextAngle: false, Options with { MaxAngle = 15 }));
}
