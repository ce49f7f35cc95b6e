using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class DeciderTests
{
    private static readonly UprightOptions Options = new() { Threshold = 0.8, DeadBand = 0.3, TextDeadBand = 0.05 };

    [Theory]
    [InlineData(10, 0.79, 0.3, Decision.Unsure)]
    [InlineData(0, 0.79, 0.3, Decision.Unsure)]
    [InlineData(10, 0.8, 0.3, Decision.Turn)]
    [InlineData(0.3, 0.9, 0.3, Decision.Leave)]
    [InlineData(-0.3, 0.9, 0.3, Decision.Leave)]
    [InlineData(0.31, 0.9, 0.3, Decision.Turn)]
    [InlineData(0.2, 0.9, 0.05, Decision.Turn)]
    [InlineData(0.05, 0.9, 0.05, Decision.Leave)]
    [InlineData(180, 0.9, 0.05, Decision.Turn)]
    [InlineData(7, 0.9, 45, Decision.Leave)]
    [InlineData(97, 0.9, 45, Decision.Turn)]
    public void FollowsThresholdAndDeadBand(double degrees, double confidence, double deadBand, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(new Angle(degrees), confidence, deadBand, Options).Decision);

    [Theory]
    [InlineData(0.93, 0.8, 45)]
    [InlineData(0.95, 0.8, 0.3)]
    [InlineData(0, 0, 0.3)]
    public void APhotoIsStraightenedOnlyWhereItIsSurelyTilted(double tilted, double threshold, double deadBand) =>
        Assert.Equal(deadBand, Decider.DeadBand(HalfTurnCheckTests.Found(4, 4, 4, 0) with { Tilted = tilted }, Options with { Threshold = threshold }));

    [Theory]
    [InlineData(0, 45)]
    [InlineData(1, 0.05)]
    public void LinesOfTextCountWhereTheyWereLookedAtClosely(int tiles, double deadBand) =>
        Assert.Equal(deadBand, Decider.DeadBand(HalfTurnCheckTests.Found(4, 4, 4, tiles) with { Tilted = 0.5, TextLines = new(4, 0.01, 0.9, default) }, Options));

    [Theory]
    [InlineData(-4.0, 0.05)] // the logit that letters are seen in a mirror
    [InlineData(4.0, 0.05)]
    [InlineData(0.3, 45)]
    [InlineData(-0.3, 45)]
    [InlineData(null, 0.05)]
    public void LinesCountAsTextWhereTheyHoldLetters(double? mirrored, double deadBand) =>
        Assert.Equal(deadBand, Decider.DeadBand(HalfTurnCheckTests.Found(4, 4, 4, 1) with { Tilted = 0.5, TextLines = new(4, 0.01, 0.9, default), Mirrored = mirrored }, Options));

    [Theory]
    [InlineData(4, 0.85, 0.7, 0.5, Decision.Leave)] // not surely a tilt: the quarter alone is carried out, and must be sure
    [InlineData(94, 0.93, 0.7, 0.5, Decision.Turn)] // put upright from its side only where two fifths of the doubt are left
    [InlineData(94, 0.91, 0.7, 0.5, Decision.Unsure)]
    [InlineData(4, 0.75, 0.7, 0.5, Decision.Unsure)]
    [InlineData(14, 0.99, 0.7, 1, Decision.Unsure)] // surely a tilt: the angle must be sure
    [InlineData(14, 0.99, 0.85, 1, Decision.Turn)]
    [InlineData(176, 0.97, 0.97, 0.5, Decision.Unsure)] // turned over only where a tenth of the doubt is left
    [InlineData(176, 0.985, 0.7, 0.5, Decision.Turn)]
    public void WhatIsCarriedOutMustBeSure(double degrees, double quarter, double confidence, double tilted, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(HalfTurnCheckTests.Found(degrees, degrees, degrees, 0) with { Tilted = tilted }, confidence, quarter, Options).Decision);

    [Theory]
    [InlineData(180, 0.95, Decision.Unsure)] // turned over only where the vote of the tiles is surer than for other turns
    [InlineData(180, 0.97, Decision.Turn)]
    [InlineData(90, 0.95, Decision.Turn)]
    public void APageIsTurnedOverOnlyByASureVote(double degrees, double vote, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(HalfTurnCheckTests.Found(degrees, degrees, degrees, 4) with { Score = vote, TextLines = new(0, 0.01, 0.9, default) }, 0.9, 0.9, Options).Decision);

    [Theory]
    [InlineData(180, 0.95, 0.9, Decision.Unsure)] // the vote of the words decides about a half turn
    [InlineData(180, 0.97, 0.9, Decision.Turn)]
    [InlineData(90, 0.97, 0.9, Decision.Unsure)] // the quarter's confidence about a turn by 90 degrees
    [InlineData(90, 0.97, 0.93, Decision.Turn)]
    public void AFewWordsAreJudgedByTheirVote(double degrees, double vote, double quarter, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(HalfTurnCheckTests.Found(degrees, degrees, degrees, 2) with { Score = vote, Tilted = 0 }, 0.9, quarter, Options).Decision);

    [Theory]
    [InlineData(0.9, 0.9, 1, Decision.Leave)] // most stand exactly: what a few lines say of less than a degree is left
    [InlineData(1.1, 0.9, 1, Decision.Turn)]
    [InlineData(1.1, 0.75, 1, Decision.Unsure)]
    [InlineData(91.1, 0.91, 1, Decision.Unsure)] // a turn by 90 degrees must be as sure as a photo's
    [InlineData(91.1, 0.93, 1, Decision.Turn)]
    [InlineData(180, 0.93, 0.95, Decision.Unsure)]
    [InlineData(180, 0.93, 0.97, Decision.Turn)]
    public void FewLinesStraightenWhatIsPlainlyAskew(double degrees, double quarter, double vote, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(
            HalfTurnCheckTests.Found(degrees, degrees, degrees, 2) with { Score = vote, Tilted = 0.5, TextLines = new(0, 0.01, 0.1, default), Mirrored = -4 }, quarter, quarter, Options).Decision);

    [Theory]
    [InlineData(0.25, Decision.Leave)]
    [InlineData(0.4, Decision.Turn)]
    public void RulesStraightenWhatAPhotoWouldBe(double degrees, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(
            HalfTurnCheckTests.Found(degrees, degrees, degrees, 2) with { Tilted = 0.5, TextLines = new(0, 0.01, 0, default), AreRules = true, Mirrored = -4 }, 0.9, 0.9, Options).Decision);

    [Fact]
    public void WhoAsksForEveryAnswerGetsHalfTurnsToo() =>
        Assert.Equal(Decision.Turn, Decider.Decide(HalfTurnCheckTests.Found(176, 176, 176, 0), 0.3, 0.3, Options with { Threshold = 0, DeadBand = 45 }).Decision);

    [Theory]
    // the answer, the glance, all looks, tiles that were read, their vote, confidence
    [InlineData(4, 4, 4, 0, 0.9, 0.7, null)] // below the threshold: the confidence says it
    [InlineData(180, 0, 180, 0, 0.9, 0.7, null)]
    [InlineData(180, 0, 180, 0, 0.9, 0.99, UnsureReason.DisputedHalfTurn)]
    [InlineData(2, 182, 182, 4, 0.98, 0.99, UnsureReason.LettersAgainstLooks)]
    [InlineData(180, 180, 180, 4, 0.95, 0.99, UnsureReason.TurnNotSureEnough)]
    [InlineData(94, 94, 94, 0, 0.9, 0.91, UnsureReason.TurnNotSureEnough)]
    [InlineData(170, 170, 170, 4, 0.99, 0.99, UnsureReason.BeyondMaxAngle)]
    public void WhatIsUnsureForAllItsConfidenceHasAReason(double degrees, double glance, double seen, int tiles, double vote, double confidence, UnsureReason? reason)
    {
        var found = HalfTurnCheckTests.Found(degrees, glance, seen, tiles) with { Score = vote, Tilted = 0.5, TextLines = tiles == 0 ? null : new(degrees, 0.01, 0.9, default) };
        var options = Options with { MaxAngle = reason == UnsureReason.BeyondMaxAngle ? 15 : 180 };

        Assert.Equal(new Verdict(Decision.Unsure, reason), Decider.Decide(found, confidence, confidence, options));
    }

    [Theory]
    [InlineData(12, Decision.Turn)]
    [InlineData(-15, Decision.Turn)]
    [InlineData(15.1, Decision.Unsure)]
    [InlineData(180, Decision.Unsure)]
    [InlineData(0.1, Decision.Leave)]
    public void WhatWouldTurnTooFarIsUnsure(double degrees, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(new Angle(degrees), 0.9, deadBand: 0.3, Options with { MaxAngle = 15 }).Decision);
}
