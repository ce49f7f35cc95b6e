using CsCheck;

namespace Upright.Tests;

public sealed class AngleQuarterTests
{
    [Fact]
    public void QuarterTurnsAreTheNearestOnesAndTheResidualIsTheRest() => Gen.Double[-180, 180].Sample(degrees =>
    {
        var angle = new Angle(degrees);
        Assert.InRange(angle.QuarterTurns, 0, 3);
        Assert.InRange(angle.Residual, -45, 45);
        Assert.InRange(new Angle((90 * angle.QuarterTurns) + angle.Residual).DistanceTo(angle), 0, 1e-9);
    });

    [Theory]
    [InlineData(-175.8, 2, 4.2)]
    [InlineData(175.8, 2, -4.2)]
    [InlineData(-92.3, 3, -2.3)]
    [InlineData(89.5, 1, -0.5)]
    [InlineData(44.9, 0, 44.9)]
    public void AnglesNearAQuarterBelongToIt(double degrees, int quarters, double residual)
    {
        Assert.Equal(quarters, new Angle(degrees).QuarterTurns);
        Assert.Equal(residual, new Angle(degrees).Residual, 9);
    }
}
