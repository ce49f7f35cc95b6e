using CsCheck;

namespace Upright.Tests;

public sealed class AngleTests
{
    private static readonly Gen<double> Degrees = Gen.Double[-1e4, 1e4];

    [Fact]
    public void StaysOnTheCircle() => Degrees.Sample(degrees =>
    {
        var angle = new Angle(degrees).Degrees;
        return angle is > -180 and <= 180 && Math.Abs(Math.IEEERemainder(angle - degrees, 360)) < 1e-9;
    });

    [Fact]
    public void TurningAndTurningBackIsNoTurn() => Gen.Select(Degrees, Degrees).Sample((one, two) =>
        new Angle(one).DistanceTo(new Angle(one) + new Angle(two) - new Angle(two)) < 1e-9 && (new Angle(one) + -new Angle(one)).DistanceTo(Angle.Zero) < 1e-9);

    [Fact]
    public void DistanceIsTheSameBothWaysAndAtMostHalfATurn() => Gen.Select(Degrees, Degrees).Sample((one, two) =>
        new Angle(one).DistanceTo(new Angle(two)) is >= 0 and <= 180
        && Math.Abs(new Angle(one).DistanceTo(new Angle(two)) - new Angle(two).DistanceTo(new Angle(one))) < 1e-9);

    [Theory]
    [InlineData(-180, 180)]
    [InlineData(180, 180)]
    [InlineData(540, 180)]
    [InlineData(360, 0)]
    [InlineData(-90, -90)]
    [InlineData(270, -90)]
    public void WholeTurnsDoNotCount(double given, double kept) => Assert.Equal(kept, new Angle(given).Degrees);

    [Theory]
    [InlineData(-91.2344, "-91.234")]
    [InlineData(90, "90")]
    [InlineData(-0.0001, "0")]
    public void IsWrittenWithAPointAndUpToThreeDecimals(double degrees, string text) => Assert.Equal(text, new Angle(degrees).ToString());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void WhatIsNoNumberIsNoAngle(double degrees) => Assert.Throws<ArgumentOutOfRangeException>(() => new Angle(degrees));

    [Theory]
    [InlineData(-179.97, 1, 180)]
    [InlineData(-0.0001, 3, 0)]
    [InlineData(-8.44, 1, -8.4)]
    public void RoundedStaysInItsRange(double degrees, int decimals, double rounded)
    {
        var shown = new Angle(degrees).Rounded(decimals);
        Assert.Equal(rounded, shown);
        Assert.False(double.IsNegative(shown) && shown == 0);
    }
}
