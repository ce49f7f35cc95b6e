using Upright.Estimation;

namespace Upright.Tests.Estimation;

/// <summary>Letters seen in a mirror: both the page and its mirror image must say so, and the mirror image tells the angle.</summary>
public sealed class MirrorImageTests
{
    [Theory]
    [InlineData(null)] // no letters
    [InlineData(-0.1)]
    public void APageThatDoesNotLookMirroredIsJudgedOnce(double? logit)
    {
        var seen = Found(10, logit);

        Assert.Same(seen, MirrorImage.Settle(seen, () => throw new InvalidOperationException("Nobody asked.")));
    }

    [Fact]
    public void TheAngleOfAMirroredPageIsThatOfItsMirrorImageTurnedTheOtherWay()
    {
        // The page looked as if it stood on its head; exchanged, it stands 4 degrees askew.
        var settled = MirrorImage.Settle(Found(176, 3), () => Found(4, -5));

        Assert.Equal(4, settled.Mirrored);
        Assert.Equal(-4, settled.Angle.Degrees, 1e-9);
        Assert.Equal(-4, settled.LookAgain.Degrees, 1e-9);
        Assert.Equal(-4, settled.Seen.Mode().Degrees, 1e-6);
        Assert.Equal(-4, settled.Glance.Mode().Degrees, 1e-6);
    }

    [Fact]
    public void AnExchangedPageThatLooksAsMirroredSpeaksAgainstIt()
    {
        var settled = MirrorImage.Settle(Found(10, 1), () => Found(170, 3));

        Assert.Equal(-1, settled.Mirrored);
        Assert.Equal(10, settled.Angle.Degrees);
    }

    [Fact]
    public void OneSideAloneSaysNothing()
    {
        var settled = MirrorImage.Settle(Found(10, 5), () => Found(170, null));

        Assert.Null(settled.Mirrored);
        Assert.Equal(10, settled.Angle.Degrees);
    }

    [Fact]
    public void WithoutKnotsTheProbabilityIsTheNetworksOwn()
    {
        Assert.Null(Calibration.Mirrored(new Dictionary<string, IReadOnlyList<Upright.Network.CalibrationKnot>>(), Found(0, null)));
        Assert.Equal(0.5, Calibration.Mirrored(new Dictionary<string, IReadOnlyList<Upright.Network.CalibrationKnot>>(), Found(0, 0)));
        Assert.Equal(0.25, Calibration.Mirrored(
            new Dictionary<string, IReadOnlyList<Upright.Network.CalibrationKnot>> { ["mirrored"] = [new(0, 0), new(1, 0.5)] }, Found(0, 0)));
    }

    private static Findings Found(double angle, double? mirrored) =>
        new(Peak(angle), Peak(angle), new Angle(angle), new Angle(angle), 0.9, [], [], null, 4) { Mirrored = mirrored };

    private static DirectionDistribution Peak(double degrees) =>
        DirectionDistribution.Combine([[.. Enumerable.Range(0, 360).Select(k => -(float)new Angle(k).DistanceTo(new Angle(degrees)))]]);
}
