using NetVips;
using Upright.Rectification;

namespace Upright.Bench;

/// <summary>
/// Which kernel keeps a picture best: turned by 7 degrees and back, every picture of a folder, in grey.
/// PSNR against the untouched picture; sharpness as the share of its gradient energy that is left;
/// halo as the average amount by which pixels leave the range of their 5 x 5 neighbours in the untouched picture.
/// </summary>
internal static class KernelComparison
{
    private const double Degrees = 7;

    private const string Ours = "ours";

    private static readonly string[] Kernels = ["bilinear", "bicubic", "vsqbs", "lbb", "nohalo", Ours];

    public static void Print(string folder, int count)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".webp" or ".png" or ".jpg").Order(StringComparer.Ordinal)];
        var step = Math.Max(1, files.Length / count);
        string[] chosen = [.. files.Where((_, at) => at % step == 0).Take(count)];
        Console.WriteLine($"{chosen.Length} pictures of {Path.GetFileName(folder)}");
        Console.WriteLine();
        Console.WriteLine("| kernel | PSNR, dB | sharpness kept, % | halo, levels | processor ms per megapixel and turn |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var kernel in Kernels)
        {
            var scores = chosen.Select(file => Judge(file, kernel)).ToArray();
            Console.WriteLine($"| {kernel} | {scores.Average(score => score.Psnr):0.00} | {100 * scores.Average(score => score.Sharpness):0.0} | {scores.Average(score => score.Halo):0.000} | {scores.Sum(score => score.Milliseconds) / scores.Sum(score => score.Megapixels):0} |");
        }
    }

    private static (double Psnr, double Sharpness, double Halo, double Milliseconds, double Megapixels) Judge(string file, string kernel)
    {
        using var coloured = Image.NewFromFile(file);
        using var flat = coloured.HasAlpha() ? coloured.Flatten(background: [255.0]) : coloured.Copy();
        using var grey = flat.Colourspace(Enums.Interpretation.Bw);
        using var picture = grey.Cast(Enums.BandFormat.Uchar).CopyMemory();

        var before = Environment.CpuUsage.TotalTime;
        using var there = Turned(picture, kernel, Degrees);
        using var back = Turned(there, kernel, -Degrees);
        var milliseconds = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / 2;

        // Far enough inside that no corner was ever cut off.
        int width = picture.Width * 3 / 4, height = picture.Height * 3 / 4;
        using var expected = picture.ExtractArea((picture.Width - width) / 2, (picture.Height - height) / 2, width, height);
        using var result = back.ExtractArea((picture.Width - width) / 2, (picture.Height - height) / 2, width, height);
        using var difference = expected - result;
        using var squares = difference * difference;
        using var highest = expected.Rank(5, 5, 24);
        using var lowest = expected.Rank(5, 5, 0);
        using var above = (result - highest).Cast(Enums.BandFormat.Ushort);
        using var below = (lowest - result).Cast(Enums.BandFormat.Ushort);
        var psnr = 10 * Math.Log10(255 * 255 / Math.Max(squares.Avg(), 0.01));
        return (psnr, Gradient(result) / Math.Max(Gradient(expected), 0.01), above.Avg() + below.Avg(), milliseconds, picture.Width * picture.Height / 1e6);
    }

    private static Image Turned(Image picture, string kernel, double degrees)
    {
        if (kernel == Ours)
        {
            using var ours = Rectifier.Rectify(picture, RotationPlan.For(new Angle(degrees), picture.Width, picture.Height, Canvas.Same), Fill.Black, keepsAlpha: false);
            return ours.CopyMemory();
        }

        // On a canvas of the same size, around the centre of the picture.
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        double x = (picture.Width - 1) / 2.0, y = (picture.Height - 1) / 2.0;
        using var interpolate = Interpolate.NewFromName(kernel);
        using var turned = picture.Affine([cos, -sin, sin, cos], interpolate: interpolate, oarea: [0, 0, picture.Width, picture.Height], odx: x - (cos * x) + (sin * y), ody: y - (sin * x) - (cos * y));
        return turned.CopyMemory();
    }

    private static double Gradient(Image picture)
    {
        using var across = picture.ExtractArea(1, 0, picture.Width - 1, picture.Height - 1) - picture.ExtractArea(0, 0, picture.Width - 1, picture.Height - 1);
        using var down = picture.ExtractArea(0, 1, picture.Width - 1, picture.Height - 1) - picture.ExtractArea(0, 0, picture.Width - 1, picture.Height - 1);
        using var energy = (across * across) + (down * down);
        return energy.Avg();
    }
}
