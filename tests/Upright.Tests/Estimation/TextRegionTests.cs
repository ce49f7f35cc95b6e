using Upright.Estimation;

namespace Upright.Tests.Estimation;

/// <summary>What of a page the page network is shown.</summary>
public static class TextRegionTests
{
    public static TheoryData<double> Levels => [0, 30, 90, -61.5, 180];

    [Fact]
    public static void OfASquarePageTheMiddleIsShownOfALongOneItsEndsToo()
    {
        Assert.Single(new TextRegion(200, 200, 400, 400, default).Squares(0));

        var squares = new TextRegion(200, 600, 400, 1200, default).Squares(0);

        Assert.Equal(3, squares.Count);
        Assert.All(squares, square => Assert.Equal(200, square.CentreX, 6));
        Assert.Equal([200, 600, 1000], squares.Select(square => square.CentreY).Order());
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public static void EveryViewLiesInTheRegionHoweverItIsTurned(double level)
    {
        TextRegion region = new(310, 170, 240, 100, new Angle(level));
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(level));
        foreach (var view in region.Squares(level).Concat(region.Parts(level)))
        {
            // Along and across the lines, from the region's centre on.
            var (x, y) = (view.CentreX - region.CentreX, view.CentreY - region.CentreY);
            Assert.InRange(Math.Abs((cos * x) - (sin * y)) + (view.Side / 2), 0, 120.001);
            Assert.InRange(Math.Abs((sin * x) + (cos * y)) + (view.Side / 2), 0, 50.001);
            Assert.Equal(level, view.Turned);
        }
    }

    [Fact]
    public static void ThePartsLieAroundTheMiddle()
    {
        var parts = new TextRegion(500, 400, 800, 600, default).Parts(0);

        Assert.Equal(4, parts.Count);
        Assert.Equal(500, parts.Average(part => part.CentreX), 6);
        Assert.Equal(400, parts.Average(part => part.CentreY), 6);
        Assert.Equal(4, parts.Select(part => (part.CentreX > 500, part.CentreY > 400)).Distinct().Count());
        Assert.All(parts, part => Assert.Equal(300, part.Side));
    }
}
