using NetVips;
using Upright.Rectification;

namespace Upright.Bench;

/// <summary>Product pictures from 400 × 300 to 5000 × 4000: a box with a label on a light ground, turned as pictures are in practice.</summary>
internal static class ProductPictures
{
    private const int Smallest = 400;
    private const int Largest = 5000;

    /// <summary>Draws them, the same ones every time.</summary>
    public static void Draw(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        Parallel.For(0, count, i =>
        {
            Random random = new(i);
            var width = (int)(Smallest * Math.Pow((double)Largest / Smallest, random.NextDouble()));
            using var upright = Product(width, (int)(width * (0.75 + (0.05 * random.NextDouble()))), random);
            using var turned = Rectifier.Rectify(upright, RotationPlan.For(new Angle(-Turn(random)), upright.Width, upright.Height), Fill.White, keepsAlpha: false);
            turned.Jpegsave(Path.Combine(folder, $"{i:0000}.jpg"), q: 88, keep: Enums.ForeignKeep.None);
        });
    }

    // 75 % upright within a degree, 10 % tilted up to 10, 10 % on their side or head, 5 % anywhere.
    private static double Turn(Random random) => random.NextDouble() switch
    {
        < 0.75 => (2 * random.NextDouble()) - 1,
        < 0.85 => (20 * random.NextDouble()) - 10,
        < 0.95 => 90 * random.Next(1, 4),
        _ => (360 * random.NextDouble()) - 180,
    };

    private static Image Product(int width, int height, Random random)
    {
        using var light = Image.Perlin(width, height, cellSize: Math.Max(width / 3, 64), seed: random.Next());
        using var grain = Image.Gaussnoise(width, height, sigma: 2, mean: 0, seed: random.Next());
        using var grey = (light * 8) + grain + 232;
        using var ground = grey.Bandjoin(grey, grey).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return ground.Mutate(image =>
        {
            double[] colour = [random.Next(30, 220), random.Next(30, 220), random.Next(30, 220)];
            int left = width * 3 / 10, top = height / 5, side = width * 4 / 10, rise = height * 6 / 10;
            image.DrawRect([190, 190, 188], left + (side / 20), top + rise, side, Math.Max(2, height / 40), fill: true); // its shadow
            image.DrawRect(colour, left, top, side, rise, fill: true);
            image.DrawRect([245, 243, 236], left + (side / 10), top + (rise / 6), side * 8 / 10, rise / 2, fill: true);
            for (var line = 0; line < 7; line++)
            {
                Print(image, left + (side / 6), top + (rise / 4) + (line * rise / 18), side * 2 / 3, Math.Max(1, rise / 45), random);
            }
        });
    }

    // Words as bars: wide enough to be seen as lines of text.
    private static void Print(MutableImage image, int left, int top, int length, int height, Random random)
    {
        for (var at = 0; at < length * 8 / 10;)
        {
            var word = Math.Min(length - at, height * random.Next(2, 7));
            image.DrawRect([40, 40, 44], left + at, top, Math.Max(1, word), height, fill: true);
            at += word + height;
        }
    }
}
