using CsCheck;
using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class QuarterVotesTests
{
    private static AnglePrior Any => AnglePrior.For(AngleExpectation.Any);

    [Fact]
    public void TheQuarterTheWitnessNamesWinsWhicheverQuarterIsAskedFrom() => Gen.Select(Gen.Double[-180, 180], Gen.Int[0, 3]).Sample((degrees, quarter) =>
    {
        var votes = new QuarterVotes(new Angle(degrees + (90 * quarter)), Any);
        votes.Add(Witness((degrees, 0.9), (degrees + 180, 0.1)), 1);
        var (angle, probability, _) = votes.Winner();
        return angle.DistanceTo(new Angle(degrees)) < 1e-6 && probability is > 0.85 and < 0.95;
    });

    [Fact]
    public void WitnessesThatAgreeAreSurerThanOne()
    {
        var votes = new QuarterVotes(Angle.Zero, Any);
        votes.Add(Witness((0, 0.8), (180, 0.2)), 1);
        var one = votes.Winner().Probability;
        votes.Add(Witness((0, 0.8), (180, 0.2)), 1);

        Assert.True(votes.Winner().Probability > one + 0.1);
    }

    [Fact]
    public void ManyOutvoteOneThatIsCertain()
    {
        var votes = new QuarterVotes(Angle.Zero, Any);
        votes.Add(Witness((180, 1)), 1);
        for (var i = 0; i < 4; i++)
        {
            votes.Add(Witness((0, 0.95), (180, 0.05)), 1);
        }

        Assert.Equal(0, votes.Winner().Angle.Degrees, 1e-9);
    }

    [Fact]
    public void AWitnessThatSeesSomethingElseMakesAllQuartersUnlikely()
    {
        var votes = new QuarterVotes(Angle.Zero, Any);
        votes.Add(Witness((45, 1)), 1);

        Assert.True(votes.Winner().Probability < 0.01);
    }

    [Fact]
    public void WhatCamerasSeldomDoNeedsMoreEvidence()
    {
        var votes = new QuarterVotes(Angle.Zero, AnglePrior.For(AngleExpectation.Camera));
        votes.Add(Witness((0, 0.3), (180, 0.7)), 1);

        Assert.Equal(0, votes.Winner().Angle.Degrees, 1e-9);
    }

    [Theory]
    [InlineData(0.7, false)] // the expectation outvotes what was seen, and says so
    [InlineData(0.4, true)]
    public void WhatWasOnlyExpectedIsNotSeen(double half, bool isSeen)
    {
        var votes = new QuarterVotes(Angle.Zero, AnglePrior.For(AngleExpectation.Camera));
        votes.Add(Witness((0, 1 - half), (180, half)), 1);

        var winner = votes.Winner();

        Assert.Equal(0, winner.Angle.Degrees, 1e-9);
        Assert.Equal(isSeen, winner.IsSeen);
    }

    /// <summary>A distribution of sharp peaks with the given shares.</summary>
    private static DirectionDistribution Witness(params (double Degrees, double Share)[] peaks) => DirectionDistribution.Combine([[.. Enumerable.Range(0, 360)
        .Select(k => (float)Math.Log(peaks.Sum(peak => peak.Share * Math.Exp(-0.5 * Math.Pow(new Angle(k).DistanceTo(new Angle(peak.Degrees)) / 1.5, 2))) + 1e-9))]]);
}
