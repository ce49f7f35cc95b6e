using NetVips;

namespace Upright.Evaluation;

/// <summary>Pictures without an up: what is answered about them must be at chance, and unsure.</summary>
internal static class Controls
{
    /// <summary>Noise of a random grain, from pixels to soft clouds, through the same turn and encoding as every picture.</summary>
    public static byte[] Noise(int seed, Random random)
    {
        var size = 300;
        using var noise = Image.Gaussnoise(size, size, sigma: 60, mean: 128, seed: seed);
        using var soft = noise.Gaussblur(0.3 + (6 * random.NextDouble()));
        using var bytes = soft.Cast(Enums.BandFormat.Uchar);
        return bytes.JpegsaveBuffer(q: random.Next(60, 96));
    }
}
