using System.Numerics;
using CsCheck;
using Upright.Estimation;

namespace Upright.Tests.Estimation;

public static class SmallestRectangleTests
{
    [Fact]
    public static void ARectangleIsFoundAgain() => Gen.Select(Gen.Double[-500, 500], Gen.Double[-500, 500], Gen.Double[20, 300], Gen.Double[0.3, 0.9], Gen.Double[-44, 44])
        .Sample((x, y, width, ratio, level) =>
        {
            var height = ratio * width;
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(-level)); // a side at so many degrees clockwise is turned back
            List<Vector2> points = [.. from u in new[] { -0.5, -0.2, 0.3, 0.5 } from v in new[] { -0.5, 0.1, 0.5 }
                select new Vector2((float)(x + (cos * u * width) - (sin * v * height)), (float)(y + (sin * u * width) + (cos * v * height)))];

            var found = SmallestRectangle.Around(points);

            Assert.Equal(level, found.Level.Degrees, 0.1);
            Assert.Equal(width, found.Width, 0.1);
            Assert.Equal(height, found.Height, 0.1);
            Assert.Equal(x, found.CentreX, 0.1);
            Assert.Equal(y, found.CentreY, 0.1);
        });

    [Fact]
    public static void ItHoldsAllPointsAndIsNoLargerThanTheUprightOne() => Gen.Select(Gen.Float[-100, 100], Gen.Float[-100, 100]).Array[3, 40].Sample(pairs =>
    {
        Vector2[] points = [.. pairs.Select(pair => new Vector2(pair.Item1, pair.Item2))];
        var found = SmallestRectangle.Around(points);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(found.Level.Degrees));
        Assert.All(points, point =>
        {
            double x = point.X - found.CentreX, y = point.Y - found.CentreY;
            Assert.InRange(Math.Abs((cos * x) - (sin * y)), 0, (found.Width / 2) + 0.01);
            Assert.InRange(Math.Abs((sin * x) + (cos * y)), 0, (found.Height / 2) + 0.01);
        });
        var upright = (points.Max(point => point.X) - points.Min(point => point.X)) * (points.Max(point => point.Y) - points.Min(point => point.Y));
        Assert.InRange(found.Width * found.Height, 0, upright + 0.1);
    });
}
