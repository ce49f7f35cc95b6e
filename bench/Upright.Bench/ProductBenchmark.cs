using System.Diagnostics;
using Upright.Estimation;
using Upright.Files;
using Upright.Imaging;
using Upright.Network;
using Upright.Rectification;
using Upright.TextLines;

namespace Upright.Bench;

/// <summary>How long a folder of product pictures takes, where the time goes, and how long decoding and encoding alone would take.</summary>
internal static class ProductBenchmark
{
    private static readonly DecodeLimits Limits = new();

    /// <summary>Draws the pictures where they are not there yet, runs the tool, the floor and the stages, and prints a table.</summary>
    /// <param name="tool">The published tool's path.</param>
    /// <param name="count">How many pictures.</param>
    public static void Print(string tool, int count)
    {
        var root = Path.Combine(Path.GetTempPath(), $"upright-products-{count}");
        var input = Path.Combine(root, "in");
        if (!Directory.Exists(input))
        {
            ProductPictures.Draw(input + ".part", count);
            Directory.Move(input + ".part", input);
        }

        var paths = Directory.GetFiles(input).Order(StringComparer.Ordinal).ToArray();
        Console.WriteLine($"{paths.Length} pictures, {paths.Sum(path => new FileInfo(path).Length) / 1e6:0} MB, {Environment.ProcessorCount} cores.");
        Console.WriteLine($"upright fix FOLDER -o OUT --csv --threshold 0: {Tool(tool, input, Path.Combine(root, "out"), Path.Combine(root, "angles.csv")).TotalSeconds:0.0} s");
        Console.WriteLine($"decoding and encoding alone, {Environment.ProcessorCount} at a time: {Floor(paths, Path.Combine(root, "floor")).TotalSeconds:0.0} s");
        Console.WriteLine();
        Console.WriteLine("| stage, one picture after the other, one thread | sum, s |");
        Console.WriteLine("| --- | --- |");
        foreach (var (stage, time) in Stages(paths))
        {
            Console.WriteLine($"| {stage} | {time.TotalSeconds:0.0} |");
        }
    }

    // Every answer is carried out, sure or not: that is the work to be measured.
    private static TimeSpan Tool(string tool, string input, string output, string csv)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true); // a ledger would let it skip everything
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(tool, ["fix", input, "-o", output, "--csv", "--threshold", "0"]) { RedirectStandardOutput = true })!;
        File.WriteAllText(csv, process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException($"The tool ended with exit code {process.ExitCode}.");
    }

    private static TimeSpan Floor(string[] paths, string output)
    {
        Directory.CreateDirectory(output);
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(paths, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, path =>
        {
            var picture = Open(path);
            using var image = picture.OpenForOutput(PixelAccess.Sequential);
            PictureWriter.WriteFile(image, Path.Combine(output, Path.GetFileName(path)), EncodeOptions.For(picture.Info), InputGuard.None);
        });
        var time = watch.Elapsed;
        Directory.Delete(output, recursive: true);
        return time;
    }

    // As if every picture had to be turned by its whole angle, so that warping and encoding are seen for all of them.
    private static Dictionary<string, TimeSpan> Stages(string[] paths)
    {
        Dictionary<string, TimeSpan> sums = [];
        UprightOptions options = new() { Threads = 1 };
        using var networks = Networks.Load(options);
        Estimator estimator = new(networks, options);
        foreach (var path in paths)
        {
            var picture = Open(path);
            var reduced = Timed("decode for the estimate", () => picture.OpenForEstimate());
            var answer = Timed("views and text lines", () => estimator.Find(reduced.Pixels, CancellationToken.None));
            if (answer.Observations.Lines is not null)
            {
                var grey = reduced.Pixels.ToGrey();
                Timed("of these: text lines", () => TextLineSkew.TryMeasure(grey.Pixels, grey.Width, grey.Height, answer.Angle.Residual, 12, out _));
            }

            using var image = picture.OpenForOutput(PixelAccess.Sequential);
            using var whole = Timed("decode for the output", () => image.CopyMemory());
            using var turned = Rectifier.Rectify(whole, RotationPlan.For(answer.Angle, whole.Width, whole.Height), Fill.Auto, keepsAlpha: false);
            using var warped = Timed("warp", () => turned.CopyMemory());
            Timed("encode", () =>
            {
                using MemoryStream bytes = new();
                PictureWriter.Encode(warped, bytes, EncodeOptions.For(picture.Info));
                return bytes.Length;
            });
        }

        return sums;

        T Timed<T>(string stage, Func<T> work)
        {
            var watch = Stopwatch.StartNew();
            var result = work();
            sums[stage] = sums.GetValueOrDefault(stage) + watch.Elapsed;
            return result;
        }
    }

    private static Picture Open(string path) => Picture.Open(PictureSource.FromFile(path, Limits), Limits);
}
