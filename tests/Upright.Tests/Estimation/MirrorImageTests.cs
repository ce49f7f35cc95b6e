using Upright.Estimation;
using Upright.Network;

namespace Upright.Tests.Estimation;

/// <summary>Letters seen in a mirror: where that is sure, its mirror image tells the angle; on a suspicion it is not asked.</summary>
public sealed class MirrorImageTests
{
    [Theory]
    [InlineData(null)] // no letters
    [InlineData(0.1)]
    [InlineData(0.9)] // a suspicion is not enough
    public void APageThatIsNotSurelyMirroredIsJudgedAsItIs(double? probability)
    {
        var seen = Found(10, 1);

        Assert.Same(seen, MirrorImage.Settle(seen, probability, () => throw new InvalidOperationException("Nobody asked.")));
    }

    [Fact]
    public void TheAngleOfAMirroredPageIsThatOfItsMirrorImageTurnedTheOtherWay()
    {
        // The page looked as if it stood on its head; exchanged, it stands 4 degrees askew.
        var settled = MirrorImage.Settle(Found(176, 3), 0.97, () => Found(4, -5));

        Assert.Equal(3, settled.Observations.Mirrored);
        Assert.Equal(-4, settled.Angle.Degrees, 1e-9);
        Assert.Equal(-4, settled.Observations.Seen.Mode().Degrees, 1e-6);
        Assert.Equal(-4, settled.Observations.Glance.Mode().Degrees, 1e-6);
    }

    [Theory]
    [InlineData(1.0, 0.9, 170)] // the exchanged page looks mirrored as well
    [InlineData(null, 0.9, -10)] // it cannot be read
    [InlineData(-3.0, 0.5, 170)] // it is harder to judge, and says otherwise
    public void WhereTheTwoContradictEachOtherNothingIsSaid(double? mirrored, double score, double angle)
    {
        var settled = MirrorImage.Settle(Found(10, 5), 0.99, () => Found(angle, mirrored) with { Quarters = [score, 1 - score, 0, 0] });

        Assert.Null(settled.Observations.Mirrored);
        Assert.Equal(10, settled.Angle.Degrees);
    }

    [Fact]
    public void AHarderPageThatSaysTheSameContradictsNothing() =>
        Assert.Equal(5, MirrorImage.Settle(Found(10, 5), 0.99, () => Found(-11, -4) with { Quarters = [0.5, 0.5, 0, 0] }).Observations.Mirrored);

    [Fact]
    public void WithoutKnotsTheProbabilityIsTheNetworksOwn()
    {
        var letters = Found(0, Math.Log(3));

        Assert.Null(Calibration.Mirrored(new Dictionary<string, IReadOnlyList<CalibrationKnot>>(), Found(0, null).Observations));
        Assert.Equal(0.75, Calibration.Mirrored(new Dictionary<string, IReadOnlyList<CalibrationKnot>>(), letters.Observations)!.Value, 1e-9);
        Assert.Equal(0.375, Calibration.Mirrored(new Dictionary<string, IReadOnlyList<CalibrationKnot>> { ["mirrored"] = [new(0, 0), new(1, 0.5)] }, letters.Observations)!.Value, 1e-9);
    }

    [Fact]
    public void OfWhatIsNoLettersNothingIsSaid() =>
        Assert.Null(Calibration.Mirrored(new Dictionary<string, IReadOnlyList<CalibrationKnot>>(), Found(0, 0.1).Observations));

    private static FusedEstimate Found(double angle, double? mirrored) => Seen.Answer(angle, [0.9, 0.1, 0, 0], mirrored: mirrored);
}
