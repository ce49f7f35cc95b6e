using System.Diagnostics;
using Upright.Imaging;
using Upright.Network;

namespace Upright.Bench;

/// <summary>Whether a GPU answers as the processor does, and how fast, in what memory: everything that must be shown on a rented one, in minutes.</summary>
/// <param name="device">The device; the processor for a rehearsal, where views are cut by the same graph as on a GPU.</param>
/// <param name="paths">Mixed pictures.</param>
/// <param name="many">How often one of them is asked about at the end, at least 100.</param>
internal sealed class GpuBenchmark(NetworkDevice device, string[] paths, int many)
{
    private const int ParityPictures = 24;
    private static readonly DecodeLimits Limits = new();

    /// <summary>Prints one table after the other, each as soon as it is there.</summary>
    public async Task PrintAsync()
    {
        var first = await FirstCallAsync();
        Console.WriteLine($"Device: {device}. First picture in this process, the network's load included: {first:0} ms.");
        Console.WriteLine();
        using var here = OrientationNetwork.Load(ModelFile.Read(null), 1, device, viewsByGraph: true);
        using var processor = OrientationNetwork.Load(ModelFile.Read(null), 1);
        PixelBuffer[] pictures = [.. paths.Take(ParityPictures).Select(path => Picture.Open(PictureSource.FromFile(path, Limits), Limits).OpenForEstimate().Pixels)];
        PrintParity(here, processor, pictures);
        PrintViews(here, processor, pictures[0]);
        PrintJoined(pictures);
        PrintWhole();
        await PrintManyAsync();
    }

    // A rehearsal shows that it works, not how fast.
    private int Runs => device == NetworkDevice.Cpu ? 5 : 40;

    private UprightOptions Options => new() { Device = device, Threads = 1 };

    private async Task<double> FirstCallAsync()
    {
        var watch = Stopwatch.StartNew();
        using var upright = Uprighter.Create(Options);
        await upright.EstimateAsync(paths[0]);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void PrintParity(OrientationNetwork here, OrientationNetwork processor, PixelBuffer[] pictures)
    {
        double logarithm = 0, angle = 0;
        var modes = 0;
        foreach (var picture in pictures)
        {
            using SeenPicture seen = new(picture);
            double side = picture.ShortSide;
            RoundView[] views = [.. Enumerable.Range(0, 4).Select(quarter => new RoundView(picture.Width / 2.0, picture.Height / 2.0, side, 90 * quarter, 160))];
            foreach (var (one, other) in processor.Ask(seen, views).Zip(here.Ask(seen, views)))
            {
                // Of directions that matter: far down a logarithm says nothing.
                logarithm = Math.Max(logarithm, one.LogDirection.Zip(other.LogDirection).Where(pair => pair.First > -7).Max(pair => Math.Abs(pair.First - pair.Second)));
                angle = Math.Max(angle, new Angle(CornerOffsets.LeastSquaresTurn(one.Corners)).DistanceTo(new Angle(CornerOffsets.LeastSquaresTurn(other.Corners))));
                modes += Array.IndexOf(one.LogDirection, one.LogDirection.Max()) == Array.IndexOf(other.LogDirection, other.LogDirection.Max()) ? 0 : 1;
            }
        }

        Console.WriteLine($"| parity with the processor, {4 * pictures.Length} views | largest difference |");
        Console.WriteLine("| --- | --- |");
        Console.WriteLine($"| log-probability of a direction above 0.001 | {logarithm:0.0000} |");
        Console.WriteLine($"| degrees, by the corners | {angle:0.0000} |");
        Console.WriteLine($"| views with another likeliest degree | {modes} |");
        Console.WriteLine();
    }

    private void PrintViews(OrientationNetwork here, OrientationNetwork processor, PixelBuffer picture)
    {
        Console.WriteLine($"| views of 160 pixels at {picture.Width} × {picture.Height}, ms, fastest / median of {Runs} | {device} | processor, one thread |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var count in new[] { 1, 2, 4, 8, 16 })
        {
            Console.WriteLine($"| {count}, with the picture's upload | {Views(here, picture, count, again: false)} | {Views(processor, picture, count, again: false)} |");
            Console.WriteLine($"| {count}, the picture being there | {Views(here, picture, count, again: true)} | |");
        }

        Console.WriteLine();
    }

    private string Views(OrientationNetwork network, PixelBuffer picture, int count, bool again)
    {
        using SeenPicture kept = new(picture);
        RoundView[] views = [.. Enumerable.Range(0, count).Select(i => new RoundView(picture.Width / 2.0, picture.Height / 2.0, picture.ShortSide, 22.5 * i, 160))];
        return Fastest(() =>
        {
            if (again)
            {
                network.Ask(kept, views);
            }
            else
            {
                using SeenPicture seen = new(picture);
                network.Ask(seen, views);
            }
        });
    }

    // Several pictures in one run of the network, as folders and the service ask; beside it the same, each in a run of its own.
    private void PrintJoined(PixelBuffer[] pictures)
    {
        Console.WriteLine("| at a time, each four views of 160 pixels | joined: pictures a second | processor, ms each | pictures in a run | one by one: pictures a second | processor, ms each |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var threads in new[] { 1, 2, 4, 8, 16 })
        {
            var joined = Asked(pictures, threads, joinsPictures: true);
            var apart = Asked(pictures, threads, joinsPictures: false);
            Console.WriteLine($"| {threads} | {joined.ASecond:0} | {joined.Processor:0.0} | {joined.InARun:0.0} | {apart.ASecond:0} | {apart.Processor:0.0} |");
        }

        Console.WriteLine();
    }

    private (double ASecond, double Processor, double InARun) Asked(PixelBuffer[] pictures, int threads, bool joinsPictures)
    {
        // On the processor joined views have all cores, and those that are not joined one each, as in the product.
        var isProcessor = device == NetworkDevice.Cpu;
        using var network = OrientationNetwork.Load(
            ModelFile.Read(null), isProcessor && joinsPictures ? Environment.ProcessorCount : 1, device, viewsByGraph: false, joinsPictures: isProcessor && !joinsPictures ? null : joinsPictures);
        var each = Math.Max(4, 4 * Runs / threads);
        All(1);
        var runs = network.Batcher?.Runs ?? 0;
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        All(each);
        double all = each * threads;
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return (all / seconds, (process.TotalProcessorTime - processor).TotalMilliseconds / all, network.Batcher is { } batcher ? all / (batcher.Runs - runs) : 1);

        void All(int times)
        {
            Thread[] asking = [.. Enumerable.Range(0, threads).Select(number => new Thread(() =>
            {
                var picture = pictures[number % pictures.Length];
                RoundView[] views = [.. Enumerable.Range(0, 4).Select(quarter => new RoundView(picture.Width / 2.0, picture.Height / 2.0, picture.ShortSide, 90 * quarter, 160))];
                for (var i = 0; i < times; i++)
                {
                    using SeenPicture seen = new(picture);
                    network.Ask(seen, views);
                }
            }))];
            Array.ForEach(asking, thread => thread.Start());
            Array.ForEach(asking, thread => thread.Join());
        }
    }

    private void PrintWhole()
    {
        // 1920 × 1080, as in the promise; its pixels, and a JPEG of them.
        using var decoded = NetVips.Image.Thumbnail(paths[0], 1920, 1080, size: NetVips.Enums.Size.Force);
        using var large = decoded.Colourspace(NetVips.Enums.Interpretation.Srgb).CopyMemory();
        var pixels = large.WriteToMemory<byte>();
        var jpeg = large.JpegsaveBuffer(q: 90);
        Console.WriteLine($"| a picture of 1920 × 1080, ms, fastest / median of {Runs} | {device} | processor, one thread |");
        Console.WriteLine("| --- | --- | --- |");
        using var here = Uprighter.Create(Options);
        using var processor = Uprighter.Create(new UprightOptions { Device = NetworkDevice.Cpu, Threads = 1 });
        Console.WriteLine($"| angle of its pixels | {Fastest(() => Pixels(here))} | {Fastest(() => Pixels(processor))} |");
        Console.WriteLine($"| decode and angle of its JPEG | {Fastest(() => Jpeg(here))} | {Fastest(() => Jpeg(processor))} |");
        Console.WriteLine();
        void Pixels(Uprighter upright) => upright.EstimateAsync(pixels, 1920, 1080, 1920 * 3, PixelFormat.Rgb).GetAwaiter().GetResult();
        void Jpeg(Uprighter upright) => upright.EstimateAsync(jpeg).GetAwaiter().GetResult();
    }

    private async Task PrintManyAsync()
    {
        Console.WriteLine($"| {many} mixed pictures | seconds | this process, MB | GPU in use, MB |");
        Console.WriteLine("| --- | --- | --- | --- |");
        using var upright = Uprighter.Create(Options);
        using MemorySampler sampler = new();
        var watch = Stopwatch.StartNew();
        var (done, turned, failed) = (0, 0, 0);
        await foreach (var one in upright.EstimateManyAsync(Enumerable.Range(0, many).Select(i => paths[i % paths.Length])))
        {
            done++;
            turned += one.Estimate?.Decision == Decision.Turn ? 1 : 0;
            failed += one.Error is null ? 0 : 1;
            if (done is 1 or 10 or 100 || done % 250 == 0)
            {
                var now = sampler.Last;
                Console.WriteLine($"| {done} done | {watch.Elapsed.TotalSeconds:0.0} | {now.Process:0} | {now.Gpu:0} |");
                if (done == 100)
                {
                    sampler.Forget(); // what is flat is so from here on
                }
            }
        }

        var (low, high) = sampler.Range();
        Console.WriteLine($"| from the 100th on, at least | | {low.Process:0} | {low.Gpu:0} |");
        Console.WriteLine($"| from the 100th on, at most | | {high.Process:0} | {high.Gpu:0} |");
        Console.WriteLine();
        Console.WriteLine($"{turned} to be turned, {failed} failed; {many / watch.Elapsed.TotalSeconds:0.0} pictures a second, {Environment.ProcessorCount} at a time.");
    }

    private string Fastest(Action work)
    {
        work();
        double[] times = [.. Enumerable.Range(0, Runs).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            work();
            return watch.Elapsed.TotalMilliseconds;
        }).Order()];
        return $"{times[0]:0.0} / {times[Runs / 2]:0.0}";
    }
}
