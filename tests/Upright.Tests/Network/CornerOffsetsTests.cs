using CsCheck;
using Upright.Network;

namespace Upright.Tests.Network;

public sealed class CornerOffsetsTests
{
    [Fact]
    public void TheTurnOfFourTurnedCornersIsFound() => Gen.Double[-45, 45].Sample(degrees =>
    {
        // A picture that needs `degrees` clockwise has its corners turned counter-clockwise by as much.
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        var half = Math.Sqrt(0.5);
        double[] x = [-half, half, half, -half], y = [-half, -half, half, half];
        var offsets = Enumerable.Range(0, 4).SelectMany(i => new[] { (float)((cos * x[i]) + (sin * y[i]) - x[i]), (float)((-sin * x[i]) + (cos * y[i]) - y[i]) });
        return Math.Abs(CornerOffsets.LeastSquaresTurn([.. offsets]) - degrees) < 1e-3;
    });
}
