using System.Diagnostics;

namespace Upright.Bench;

/// <summary>How long the tool takes for one small picture, from its start to its end: what a shell script waits for each time.</summary>
internal static class StartBenchmark
{
    private const int Runs = 15;

    /// <summary>Runs the tool on each picture and prints a table.</summary>
    /// <param name="tool">The published tool's path.</param>
    /// <param name="pictures">Their paths; without one, a product picture of 400 pixels is drawn.</param>
    public static void Print(string tool, string[] pictures)
    {
        var folder = Directory.CreateTempSubdirectory("upright-start-");
        try
        {
            if (pictures is [])
            {
                ProductPictures.Draw(folder.FullName, 1, ProductPictures.Smallest);
                pictures = Directory.GetFiles(folder.FullName);
            }

            Console.WriteLine("| picture | fastest, ms | median, ms | slowest, ms |");
            Console.WriteLine("| --- | --- | --- | --- |");
            foreach (var picture in pictures)
            {
                double[] times = [.. Enumerable.Range(0, Runs).Select(_ => Time(tool, picture)).Order()];
                Console.WriteLine($"| {Path.GetFileName(picture)} | {times[0]:0} | {times[Runs / 2]:0} | {times[^1]:0} |");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Time(string tool, string picture)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(tool, ["detect", picture, "--quiet"]))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"The tool ended with exit code {process.ExitCode}.");
    }
}
