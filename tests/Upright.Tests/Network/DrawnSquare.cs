namespace Upright.Tests.Network;

/// <summary>Smooth coloured pictures with an up, drawn from a seed.</summary>
internal static class DrawnSquare
{
    public static PixelBuffer Draw(int seed, int side, int channels = 3)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 9).Select(_ => (X: random.NextDouble() * 12, Y: random.NextDouble() * 12, Phase: random.NextDouble() * 6, Size: 20 + (20 * random.NextDouble()))).ToArray();
        var pixels = new byte[side * side * channels];
        for (var i = 0; i < side * side; i++)
        {
            double x = (i % side) / (double)side, y = (i / side) / (double)side;
            for (var channel = 0; channel < channels; channel++)
            {
                var value = 170 - (90 * y) + Enumerable.Range(0, 3).Sum(k => waves[(3 * channel) + k].Size * Math.Sin((waves[(3 * channel) + k].X * x) + (waves[(3 * channel) + k].Y * y) + waves[(3 * channel) + k].Phase));
                pixels[(i * channels) + channel] = (byte)Math.Clamp(value, 0, 255);
            }
        }

        return new PixelBuffer(pixels, side, side, channels);
    }
}
