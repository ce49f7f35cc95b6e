using NetVips;

namespace Upright.Bench;

/// <summary>A picture that costs a decoder what a photo costs: soft light, shapes of all sizes, grain.</summary>
internal static class TwentyMegapixelPhoto
{
    public const int Width = 5472;
    public const int Height = 3648;

    public static void Draw(string path)
    {
        using var light = Image.Perlin(Width, Height, cellSize: 900, seed: 1);
        using var shapes = Image.Worley(Width, Height, cellSize: 300, seed: 2);
        using var leaves = Image.Perlin(Width, Height, cellSize: 40, seed: 3);
        using var detail = Image.Perlin(Width, Height, cellSize: 6, seed: 4);
        using var grain = Image.Gaussnoise(Width, Height, sigma: 3.0, mean: 0.0, seed: 5);
        using var scene = (light * 50) + (shapes * 0.25) + (leaves * 30) + (detail * 14) + grain + 100;
        using var red = scene + (light * 20);
        using var blue = scene - (leaves * 25) + 15;
        using var joined = red.Bandjoin(scene, blue);
        using var bytes = joined.Cast(Enums.BandFormat.Uchar);
        using var photo = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
        photo.Jpegsave(path, q: 90);
    }
}
