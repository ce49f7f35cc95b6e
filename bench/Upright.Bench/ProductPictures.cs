using NetVips;
using Upright.Rectification;

namespace Upright.Bench;

/// <summary>Product pictures from 400 × 300 to 5000 × 4000: a box with a label on a light ground, turned as pictures are in practice.</summary>
internal static class ProductPictures
{
    private static readonly string[] Names = ["Aurora", "Bergen", "Cascade", "Delta", "Fjord", "Granite", "Harbour", "Juniper"];
    private static readonly string[] Words =
    [
        "natural", "with", "and", "soap", "for", "daily", "use", "250 ml", "keep", "dry", "store", "away", "from", "children", "made", "in", "glass", "olive", "oil", "12 pieces", "organic",
    ];

    /// <summary>Width of the smallest, pixels.</summary>
    public const int Smallest = 400;

    private const int Largest = 5000;

    /// <summary>Draws them, the same ones every time.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="count">How many.</param>
    /// <param name="largest">Width of the largest, pixels.</param>
    public static void Draw(string folder, int count, int largest = Largest)
    {
        Directory.CreateDirectory(folder);
        Parallel.For(0, count, i =>
        {
            Random random = new(i);
            var width = (int)(Smallest * Math.Pow((double)largest / Smallest, random.NextDouble()));
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
            Print(image, Names[random.Next(Names.Length)].ToUpperInvariant(), "sans bold", left + (side / 6), top + (rise / 5), side * 2 / 3, rise / 9);
            for (var line = 0; line < 5; line++)
            {
                string[] words = [.. Enumerable.Range(0, random.Next(4, 8)).Select(_ => Words[random.Next(Words.Length)])];
                Print(image, string.Join(' ', words), "sans", left + (side / 6), top + (rise * 7 / 20) + (line * rise / 20), side * 2 / 3, Math.Max(3, rise / 26));
            }
        });
    }

    // Letters as large as the place for one line of them allows.
    private static void Print(MutableImage image, string text, string font, int left, int top, int width, int height)
    {
        using var letters = Image.Text(text, font: font, width: width, height: height);
        image.DrawMask([40, 40, 44], letters, left, top);
    }
}
