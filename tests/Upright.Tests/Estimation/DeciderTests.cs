using CsCheck;
using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class DeciderTests
{
    private static readonly UprightOptions Options = new() { Threshold = 0.9, DeadBand = 0.3, TextDeadBand = 0.05 };

    private static readonly Gen<FusedEstimate> Answers = Gen.Select(
        Gen.Double[-180, 180], Gen.Double[0, 1].Array[4], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Enum<AnswerKind>(),
        (angle, weights, tilt, residual, kind) =>
        {
            weights[0] += 3 * (1 + weights.Sum()); // the answer is the likeliest
            return Seen.Answer(angle, [.. weights.Select(weight => weight / weights.Sum())], 1 - (tilt * tilt), 1 - (residual * residual / 4), kind);
        });

    [Theory]
    [InlineData(10, AnswerKind.Photo, Decision.Turn)]
    [InlineData(0.3, AnswerKind.Photo, Decision.Leave)]
    [InlineData(-0.3, AnswerKind.Rules, Decision.Leave)]
    [InlineData(0.31, AnswerKind.FewLines, Decision.Turn)]
    [InlineData(0.2, AnswerKind.Lines, Decision.Turn)]
    [InlineData(0.05, AnswerKind.Lines, Decision.Leave)]
    [InlineData(180, AnswerKind.Lines, Decision.Turn)]
    public void ASureAnswerIsCarriedOutBeyondTheDeadBandOfItsKind(double degrees, AnswerKind kind, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(Seen.Answer(degrees, kind: kind), Options).Decision);

    [Theory]
    [InlineData(7, Decision.Leave)]
    [InlineData(97, Decision.Turn)]
    public void ATiltThatIsNotSureIsLeft(double degrees, Decision decision)
    {
        var answer = Seen.Answer(degrees, tilt: 0.85);

        Assert.Equal(decision, Decider.Decide(answer, Options).Decision);
        Assert.Equal(45, Decider.DeadBand(answer, Options));
    }

    [Theory]
    [InlineData(4, 0.91, Decision.Leave)] // stands right but for a tilt
    [InlineData(4, 0.89, Decision.Unsure)]
    [InlineData(94, 0.95, Decision.Unsure)] // all of the doubt is that it stands right as it is: two and a half times as bad
    [InlineData(94, 0.97, Decision.Turn)]
    [InlineData(176, 0.97, Decision.Unsure)] // five times as bad
    [InlineData(176, 0.985, Decision.Turn)]
    public void WhatMayStandRightIsTurnedOnlyWhereThatIsSurer(double degrees, double quarter, Decision decision)
    {
        var standing = (4 - new Angle(degrees).QuarterTurns) % 4;
        var quarters = new double[4];
        quarters[0] = quarter;
        quarters[standing == 0 ? 1 : standing] += 1 - quarter;

        Assert.Equal(decision, Decider.Decide(Seen.Answer(degrees, quarters, tilt: 0), Options).Decision);
    }

    [Theory]
    [InlineData(180, new[] { 0.97, 0, 0.03, 0 }, UnsureReason.DisputedHalfTurn)]
    [InlineData(90, new[] { 0.95, 0, 0, 0.05 }, UnsureReason.TurnNotSureEnough)]
    [InlineData(0, new[] { 0.5, 0.2, 0.2, 0.1 }, UnsureReason.DirectionUnclear)]
    public void EveryUnsureAnswerSaysWhy(double degrees, double[] quarters, UnsureReason reason) =>
        Assert.Equal(new Verdict(Decision.Unsure, reason), Decider.Decide(Seen.Answer(degrees, quarters), Options));

    [Theory]
    [InlineData(20)]
    [InlineData(160)]
    public void AnAngleThatIsNotSureIsAReason(double degrees) =>
        Assert.Equal(new Verdict(Decision.Unsure, UnsureReason.AngleUnclear), Decider.Decide(Seen.Answer(degrees, residual: 0.5), Options));

    [Fact]
    public void BeyondTheLargestAngleNothingIsDone() =>
        Assert.Equal(new Verdict(Decision.Unsure, UnsureReason.BeyondMaxAngle), Decider.Decide(Seen.Answer(90), Options with { MaxAngle = 45 }));

    [Fact]
    public void UnsureAlwaysHasAReasonAndNothingElseHas() => Answers.Sample(answer =>
    {
        var verdict = Decider.Decide(answer, Options);
        return verdict.Decision == Decision.Unsure == verdict.Reason is not null;
    });

    [Fact]
    public void AHigherThresholdNeverAnswersMore() => Gen.Select(Answers, Gen.Double[0, 1], Gen.Double[0, 1]).Sample((answer, one, other) =>
        Decides(answer, Math.Min(one, other)) || !Decides(answer, Math.Max(one, other)));

    [Fact]
    public void ThresholdZeroAnswersEverything() => Answers.Sample(answer => Decides(answer, 0));

    [Fact]
    public void AWiderDeadBandNeverTurnsMore() => Gen.Select(Answers, Gen.Double[0, 45], Gen.Double[0, 45]).Sample((answer, one, other) =>
        !IsTurned(answer, Math.Max(one, other)) || IsTurned(answer, Math.Min(one, other)));

    [Fact]
    public void TheMirrorImageIsDecidedAlike() => Answers.Sample(answer =>
        Decider.Decide(answer, Options) == Decider.Decide(answer.Exchanged(), Options));

    [Fact]
    public void ConfidenceReachesTheThresholdWhereverSomethingIsAnswered() => Answers.Sample(answer =>
        !Decides(answer, Options.Threshold) || Decider.Confidence(answer, Options) >= Options.Threshold - 1e-9);

    private static bool Decides(FusedEstimate answer, double threshold) => Decider.Decide(answer, Options with { Threshold = threshold }).Decision != Decision.Unsure;

    private static bool IsTurned(FusedEstimate answer, double deadBand) =>
        Decider.Decide(answer, Options with { DeadBand = deadBand, TextDeadBand = deadBand }).Decision == Decision.Turn;
}
