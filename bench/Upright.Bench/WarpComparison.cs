using NetVips;
using Upright.Rectification;

namespace Upright.Bench;

/// <summary>Processor time of turning a picture that lies in memory: ours, all of it, against libvips' own resampling by bicubic alone.</summary>
internal static class WarpComparison
{
    private const int Width = 2736;
    private const int Height = 1824;
    private const int Runs = 7;

    private static readonly (string Name, int Bands, bool Wide)[] Kinds = [("grey", 1, false), ("RGB", 3, false), ("RGB and alpha", 4, false), ("RGB, 16 bits", 3, true)];

    public static void Print()
    {
        // So that no thread waits for another one.
        NetVips.NetVips.Concurrency = 1;
        Console.WriteLine($"{Width} x {Height}, the best of {Runs} runs on one thread, processor ns per pixel of the canvas.");
        Console.WriteLine();
        Console.WriteLine("| picture, angle | bicubic | ours | ours, border drawn out |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (name, bands, wide) in Kinds)
        {
            using var picture = Noise(bands, wide);
            foreach (var degrees in (double[])[7, 45, 97])
            {
                var plan = RotationPlan.For(new Angle(degrees), Width, Height);
                Console.WriteLine($"| {name}, {degrees}° | {Time(plan, () => Bicubic(picture, degrees)):0.0} | {Time(plan, () => Ours(Fill.White)):0.0} | {Time(plan, () => Ours(Fill.Edge)):0.0} |");

                Image Ours(Fill fill) => Rectifier.Rectify(picture, plan, fill, keepsAlpha: true);
            }
        }
    }

    private static double Time(RotationPlan plan, Func<Image> turn) => Enumerable.Range(0, Runs).Min(_ =>
    {
        var before = Environment.CpuUsage.TotalTime;
        using var turned = turn();
        using var pixels = turned.CopyMemory();
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / ((double)plan.OutputWidth * plan.OutputHeight);
    });

    private static Image Bicubic(Image picture, double degrees)
    {
        using var bicubic = Interpolate.NewFromName("bicubic");
        using var turned = picture.Rotate(degrees, interpolate: bicubic);
        return turned.Cast(picture.Format);
    }

    private static Image Noise(int bands, bool wide)
    {
        using var noise = Image.Gaussnoise(Width, Height, sigma: wide ? 10_000 : 40, mean: wide ? 32_768 : 128);
        using var cast = noise.Cast(wide ? Enums.BandFormat.Ushort : Enums.BandFormat.Uchar);
        using var joined = bands == 1 ? cast.Copy() : cast.Bandjoin([.. Enumerable.Range(1, bands - 1).Select(_ => cast)]);
        using var shown = joined.Copy(interpretation: (bands, wide) switch
        {
            (1, _) => Enums.Interpretation.Bw,
            (_, false) => Enums.Interpretation.Srgb,
            _ => Enums.Interpretation.Rgb16,
        });
        return shown.CopyMemory();
    }
}
