using CsCheck;
using Upright.Rectification;

namespace Upright.Tests.Rectification;

public sealed class RotationPlanTests
{
    private static readonly Gen<(double Degrees, int Width, int Height)> Anything =
        Gen.Select(Gen.Double[-180, 180], Gen.Int[1, 6000], Gen.Int[1, 6000]);

    [Theory]
    [InlineData(0, RotationMethod.None, 0)]
    [InlineData(0.01, RotationMethod.None, 0)]
    [InlineData(90, RotationMethod.Quarter, 1)]
    [InlineData(-90.01, RotationMethod.Quarter, 3)]
    [InlineData(180, RotationMethod.Quarter, 2)]
    [InlineData(7, RotationMethod.AffineWarp, 0)]
    [InlineData(-92.3, RotationMethod.AffineWarp, 3)]
    public void AnAngleBecomesQuarterTurnsAndAResidual(double degrees, RotationMethod method, int quarters)
    {
        var plan = RotationPlan.For(new Angle(degrees), 1600, 1200);
        Assert.Equal((method, quarters), (plan.Method, plan.QuarterTurns));
    }

    [Fact]
    public void ATurnThatMovesNoPixelByHalfIsNotWorthAResampling()
    {
        Assert.Equal(RotationMethod.AffineWarp, RotationPlan.For(new Angle(0.05), 1600, 1200).Method);
        Assert.Equal(RotationMethod.None, RotationPlan.For(new Angle(0.05), 160, 120).Method);
        Assert.Equal(Angle.Zero, RotationPlan.For(new Angle(0.05), 160, 120).Angle);
    }

    [Fact]
    public void ResidualsWithinTheDeadBandAreLeft()
    {
        var plan = RotationPlan.For(new Angle(90.25), 1600, 1200, deadBand: 0.3);
        Assert.Equal((RotationMethod.Quarter, 90.0, 0.0), (plan.Method, plan.Angle.Degrees, plan.Residual));
        Assert.Equal(RotationMethod.AffineWarp, RotationPlan.For(new Angle(90.35), 1600, 1200, deadBand: 0.3).Method);
    }

    [Fact]
    public void QuarterTurnsAndResidualMakeTheAngle() => Anything.Sample(drawn =>
    {
        var angle = new Angle(drawn.Degrees);
        var plan = RotationPlan.For(angle, drawn.Width, drawn.Height);
        Assert.InRange(plan.Residual, -45, 45);
        Assert.True(plan.Angle.DistanceTo(new Angle((90 * plan.QuarterTurns) + plan.Residual)) < 1e-9);
        Assert.True(plan.Method != RotationMethod.AffineWarp || plan.Angle == angle);
    });

    [Fact]
    public void GrowContainsAllCornersAndNotARowMore() => Anything.Sample(drawn =>
    {
        var plan = RotationPlan.For(new Angle(drawn.Degrees), drawn.Width, drawn.Height);
        var (width, height) = Extent(drawn.Width, drawn.Height, plan.Angle);
        Assert.InRange(plan.OutputWidth, width - 1e-4, width + 1);
        Assert.InRange(plan.OutputHeight, height - 1e-4, height + 1);
    });

    [Fact]
    public void InnerLiesInsideThePictureAndTouchesItsEdges() => Gen.Select(Gen.Double[-180, 180], Gen.Int[40, 6000], Gen.Int[40, 6000]).Sample(drawn =>
    {
        var (degrees, width, height) = drawn;
        var plan = RotationPlan.For(new Angle(degrees), width, height, Canvas.Inner);
        Assert.True(Fits(plan.OutputWidth, plan.OutputHeight), "sticks out");
        Assert.False(Fits(plan.OutputWidth + 2, plan.OutputHeight + 2), "could be larger");

        // A rectangle lies in the turned picture when it, turned back, has an extent no larger than the picture.
        bool Fits(int across, int down)
        {
            var extent = Extent(across, down, plan.Angle);
            return extent.Width <= width + 1e-4 && extent.Height <= height + 1e-4;
        }
    });

    [Fact]
    public void InnerIsTheLargestOfAllRectanglesInside() => Gen.Select(Gen.Double[-45, 45], Gen.Int[200, 4000], Gen.Int[200, 4000]).Sample(drawn =>
    {
        var (degrees, width, height) = drawn;
        var plan = RotationPlan.For(new Angle(degrees), width, height, Canvas.Inner);
        var (sin, cos) = Math.SinCos(Math.Abs(plan.Angle.Radians));

        // For every width there is a tallest rectangle; none of them has more pixels, but for what rounding takes.
        for (var across = 1.0; across < width + height; across++)
        {
            var down = Math.Min((width - (across * cos)) / sin, (height - (across * sin)) / cos);
            Assert.True(plan.Residual == 0 || across * down <= (plan.OutputWidth + 1.0) * (plan.OutputHeight + 1.0) + 1);
        }
    }, iter: 30);

    [Fact]
    public void SameKeepsTheSizeTurnedWithTheQuarters() => Anything.Sample(drawn =>
    {
        var plan = RotationPlan.For(new Angle(drawn.Degrees), drawn.Width, drawn.Height, Canvas.Same);
        var expected = plan.QuarterTurns % 2 == 0 ? (drawn.Width, drawn.Height) : (drawn.Height, drawn.Width);
        Assert.Equal(expected, (plan.OutputWidth, plan.OutputHeight));
    });

    [Fact]
    public void EveryCanvasHasAtLeastOnePixel() => Gen.Select(Anything, Gen.Enum<Canvas>()).Sample((drawn, canvas) =>
    {
        var plan = RotationPlan.For(new Angle(drawn.Degrees), drawn.Width, drawn.Height, canvas);
        Assert.InRange(plan.OutputWidth, 1, 10_000);
        Assert.InRange(plan.OutputHeight, 1, 10_000);
    });

    private static (double Width, double Height) Extent(double width, double height, Angle angle)
    {
        var (sin, cos) = Math.SinCos(angle.Radians);
        return ((width * Math.Abs(cos)) + (height * Math.Abs(sin)), (width * Math.Abs(sin)) + (height * Math.Abs(cos)));
    }
}
