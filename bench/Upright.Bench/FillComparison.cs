using NetVips;
using Upright.Rectification;

namespace Upright.Bench;

/// <summary>Which fill shows least: the average distance between a picture's border pixels and the fill beside them, in levels.</summary>
internal static class FillComparison
{
    public static void Print(string folder, int count)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".webp" or ".png" or ".jpg").Order(StringComparer.Ordinal)];
        var step = Math.Max(1, files.Length / count);
        string[] chosen = [.. files.Where((_, at) => at % step == 0).Take(count)];
        Dictionary<string, List<double>> distances = [];
        foreach (var file in chosen)
        {
            using var any = Image.NewFromFile(file);
            using var flat = any.HasAlpha() ? any.Flatten(background: [255.0]) : any.Copy();
            using var picture = flat.Colourspace(Enums.Interpretation.Srgb).CopyMemory();
            var border = Border(picture);
            Note("white", [255, 255, 255]);
            Note("black", [0, 0, 0]);
            Note("mean of the border", PerBand(band => border.Average(pixel => pixel[band])));
            Note("median of the border, each band", PerBand(band => border.Select(pixel => pixel[band]).Order().ElementAt(border.Length / 2)));
            Note("auto", BorderColour.Of(picture));

            double[] PerBand(Func<int, double> value) => [value(0), value(1), value(2)];

            void Note(string fill, double[] colour)
            {
                if (!distances.TryGetValue(fill, out var noted))
                {
                    distances[fill] = noted = [];
                }

                noted.Add(border.Average(pixel => Enumerable.Range(0, 3).Average(band => Math.Abs(pixel[band] - colour[band]))));
            }
        }

        Console.WriteLine($"{chosen.Length} pictures of {Path.GetFileName(folder)}");
        Console.WriteLine();
        Console.WriteLine("| fill | distance, mean | median |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var (fill, noted) in distances)
        {
            Console.WriteLine($"| {fill} | {noted.Average():0.0} | {noted.Order().ElementAt(noted.Count / 2):0.0} |");
        }
    }

    private static double[][] Border(Image picture)
    {
        int across = picture.Width, down = picture.Height;
        return [.. Line(0, 0, across, 1), .. Line(0, down - 1, across, 1), .. Line(0, 0, 1, down), .. Line(across - 1, 0, 1, down)];

        double[][] Line(int left, int top, int width, int height)
        {
            using var line = picture.ExtractArea(left, top, width, height);
            using var real = line.Cast(Enums.BandFormat.Double);
            return [.. real.WriteToMemory<double>().Chunk(picture.Bands)];
        }
    }
}
