using Upright.Network;

namespace Upright.Tests.Network;

public static class BilinearSamplerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public static void SumsFourPointsAroundEachPlaceWithinThePictureAndBeyondItsEdges(int channels)
    {
        Random random = new(5);
        for (var i = 0; i < 2000; i++)
        {
            int width = random.Next(1, 12), height = random.Next(1, 12);
            var picture = new byte[width * height * channels];
            random.NextBytes(picture);
            PixelBuffer pixels = new(picture, width, height, channels);
            double turned = random.Next(-180, 180), step = random.NextDouble() * 2;
            double x = (random.NextDouble() * (width + 4)) - 2, y = (random.NextDouble() * (height + 4)) - 2;
            double u = (random.NextDouble() * 4) - 2, v = (random.NextDouble() * 4) - 2;

            var sum = new BilinearSampler(pixels, x, y, turned, 2 * step).Sum(u, v);
            BilinearSampler straight = new(pixels, 0, 0, 0, 1);

            var (sin, cos) = Math.SinCos(double.DegreesToRadians(turned));
            for (var channel = 0; channel < channels; channel++)
            {
                var expected = 0f;
                foreach (var (across, down) in new[] { (-1, -1), (1, -1), (-1, 1), (1, 1) })
                {
                    double right = u + (across * step / 2), below = v + (down * step / 2);
                    expected += straight.At(x + (cos * right) + (sin * below), y + (cos * below) - (sin * right))[channel];
                }

                Assert.Equal(expected, sum[channel], 0.01f);
            }
        }
    }
}
