using Upright.Estimation;

namespace Upright.Tests.Estimation;

/// <summary>Half turns need two readings for them where one is against.</summary>
public sealed class HalfTurnCheckTests
{
    private static readonly UprightOptions Options = new() { Threshold = 0.5 };

    [Theory]
    // the answer, the glance, all looks, tiles that were read
    [InlineData(180, 180, 180, 0, Decision.Turn)]
    [InlineData(180, 0, 180, 0, Decision.Unsure)] // the second look alone
    [InlineData(180, 180, 0, 0, Decision.Unsure)]
    [InlineData(180, 0, 0, 4, Decision.Unsure)] // the letters alone
    [InlineData(180, 0, 180, 4, Decision.Turn)]
    [InlineData(180, 180, 0, 4, Decision.Turn)]
    [InlineData(-170, 10, 190, 0, Decision.Unsure)]
    [InlineData(140, 140, -40, 0, Decision.Unsure)]
    [InlineData(180, 90, 180, 0, Decision.Turn)] // on its side to one of them: nobody says it is upright
    [InlineData(90, 0, 90, 0, Decision.Turn)] // no half turn
    [InlineData(20, 180, 20, 0, Decision.Turn)]
    public void AHalfTurnNeedsTwoReadings(double angle, double glance, double seen, int tiles, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(Found(angle, glance, seen, tiles), 0.9, 0.9, Options).Decision);

    [Theory]
    // the answer, the glance, all looks, the vote of the letters
    [InlineData(2, 182, 182, 0.96, Decision.Unsure)] // to all looks it stands on its head
    [InlineData(2, 182, 182, 0.98, Decision.Turn)]
    [InlineData(-38, 142, 142, 0.96, Decision.Unsure)] // whichever way it is turned
    [InlineData(2, 182, 2, 0.96, Decision.Turn)] // one look says the same
    [InlineData(2, 2, 182, 0.96, Decision.Turn)]
    [InlineData(2, 92, 92, 0.96, Decision.Turn)] // on its side: not what letters are wrong about
    public void LettersThatContradictAllLooksMustBeSurer(double angle, double glance, double seen, double vote, Decision decision) =>
        Assert.Equal(decision, Decider.Decide(Found(angle, glance, seen, 4) with { Score = vote, TextLines = new(angle, 0.01, 0.9, default), Mirrored = -4 }, 0.9, 0.9, Options).Decision);

    [Fact]
    public void AReadingThatIsTornIsNoReading() =>
        Assert.Equal(Decision.Unsure, Decider.Decide(Found(180, 180, 180, 0) with { Glance = Torn() }, 0.9, 0.9, Options).Decision);

    [Fact]
    public void WhoAsksForEveryAnswerGetsIt() =>
        Assert.Equal(Decision.Turn, Decider.Decide(Found(180, 0, 180, 0), 1, 1, Options with { Threshold = 0 }).Decision);

    internal static Findings Found(double angle, double glance, double seen, int tiles) =>
        new(Peak(glance), Peak(seen), new Angle(angle), new Angle(angle), 0.9, [], [], null, tiles);

    private static DirectionDistribution Peak(double degrees) => DirectionDistribution.Combine([Logarithms(new Angle(degrees), 0)]);

    // A little more for upright than for the half turn.
    private static DirectionDistribution Torn() => DirectionDistribution.Combine(
        [[.. Logarithms(new Angle(180), 0).Zip(Logarithms(Angle.Zero, 0.2), Math.Max)]]);

    private static float[] Logarithms(Angle peak, double height) =>
        [.. Enumerable.Range(0, 360).Select(k => (float)(height - (Math.Pow(new Angle(k).DistanceTo(peak) / 3, 2) / 2) - 2)).Select(value => Math.Max(value, -20f))];
}
