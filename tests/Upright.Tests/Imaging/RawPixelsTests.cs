using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class RawPixelsTests
{
    [Theory]
    [InlineData(PixelFormat.Grey, new byte[] { 9 }, new double[] { 9 })]
    [InlineData(PixelFormat.Rgb, new byte[] { 1, 2, 3 }, new double[] { 1, 2, 3 })]
    [InlineData(PixelFormat.Bgr, new byte[] { 3, 2, 1 }, new double[] { 1, 2, 3 })]
    [InlineData(PixelFormat.Rgba, new byte[] { 1, 2, 3, 4 }, new double[] { 1, 2, 3, 4 })]
    [InlineData(PixelFormat.Bgra, new byte[] { 3, 2, 1, 4 }, new double[] { 1, 2, 3, 4 })]
    public void EveryOrderOfBytesAndAnyStrideIsUnderstood(PixelFormat format, byte[] pixel, double[] expected)
    {
        byte[] row = [.. pixel, .. pixel, 77, 77, 77];
        using var image = RawPixels.ToImage([.. row, .. row, .. pixel, .. pixel], 2, 3, row.Length, format);
        Assert.Equal((2, 3), (image.Width, image.Height));
        for (var y = 0; y < 3; y++)
        {
            Assert.Equal(expected, image.Getpoint(0, y));
            Assert.Equal(expected, image.Getpoint(1, y));
        }
    }

    [Theory]
    [InlineData(0, 2, 6)]
    [InlineData(2, -1, 6)]
    [InlineData(2, 2, 5)]
    [InlineData(2, 3, 6)]
    public void SizeStrideAndLengthMustAgree(int width, int height, int stride) =>
        Assert.Equal(UprightError.InvalidOptions, Given.Refused(() => RawPixels.ToImage(new byte[12], width, height, stride, PixelFormat.Rgb)));
}
