namespace Upright.Tests.Imaging;

public static class PixelBufferTests
{
    [Fact]
    public static void GreyIsTheBrightnessOfEachPixelWhateverTheirNumber()
    {
        Random random = new(3);
        for (var width = 1; width < 80; width++)
        {
            var pixels = new byte[3 * width];
            random.NextBytes(pixels);
            pixels.AsSpan(0, 3).Fill(255);

            var grey = new PixelBuffer(pixels, width, 1, 3).ToGrey();

            Assert.Equal(Enumerable.Range(0, width).Select(x => (byte)(((77 * pixels[3 * x]) + (150 * pixels[(3 * x) + 1]) + (29 * pixels[(3 * x) + 2]) + 128) >> 8)), grey.Pixels);
        }
    }
}
