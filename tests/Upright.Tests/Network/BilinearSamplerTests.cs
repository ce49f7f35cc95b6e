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
            double turned = random.Next(-180, 180), step = random.NextDouble() * 2;
            double x = (random.NextDouble() * (width + 4)) - 2, y = (random.NextDouble() * (height + 4)) - 2;

            BilinearSampler sampler = new(new PixelBuffer(picture, width, height, channels), turned, step);
            var sum = sampler.Sum(x, y);

            var (sin, cos) = Math.SinCos(double.DegreesToRadians(turned));
            for (var channel = 0; channel < channels; channel++)
            {
                var expected = 0f;
                foreach (var (u, v) in new[] { (-1, -1), (1, -1), (-1, 1), (1, 1) })
                {
                    expected += sampler.At(x + (((cos * u) + (sin * v)) * step / 2), y + (((cos * v) - (sin * u)) * step / 2))[channel];
                }

                Assert.Equal(expected, sum[channel], 0.01f);
            }
        }
    }
}
