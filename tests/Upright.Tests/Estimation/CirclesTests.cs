using CsCheck;
using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class CirclesTests
{
    [Fact]
    public void CirclesStayInsideThePicture() => Gen.Select(Gen.Int[20, 300], Gen.Int[20, 300]).Sample((width, height) =>
        Circles.Over(new PixelBuffer(new byte[width * height], width, height, 1), 0, 160, most: 3).All(view =>
            view.CentreX - (view.Diameter / 2) >= -1e-9 && view.CentreX + (view.Diameter / 2) <= width + 1e-9
            && view.CentreY - (view.Diameter / 2) >= -1e-9 && view.CentreY + (view.Diameter / 2) <= height + 1e-9));

    [Theory]
    [InlineData(100, 100, 1)]
    [InlineData(150, 100, 2)]
    [InlineData(100, 250, 3)]
    [InlineData(2000, 100, 3)]
    public void LongerPicturesGetMore(int width, int height, int count) =>
        Assert.Equal(count, Circles.Over(new PixelBuffer(new byte[width * height], width, height, 1), 0, 160, most: 3).Count());
}
