using System.Diagnostics;
using NetVips;

namespace Upright.Bench;

/// <summary>The peak memory of the tool over documents and folders of growing size: it must not grow with them.</summary>
internal static class MemoryBenchmark
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(20);

    /// <summary>Draws the inputs where they are not there yet, runs the tool on each, and prints a table.</summary>
    /// <param name="tool">The published tool's path.</param>
    public static void Print(string tool)
    {
        var root = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "upright-memory")).FullName;
        Console.WriteLine("| input | size, MB | peak memory, MB |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var pages in (int[])[10, 100, 1000])
        {
            var path = Path.Combine(root, $"{pages}.pdf");
            if (!File.Exists(path))
            {
                ScannedPdf.Draw(path, pages);
            }

            Row($"PDF of {pages} scanned pages", new FileInfo(path).Length, Peak(tool, path, Path.Combine(root, "out.pdf")));
        }

        foreach (var (small, withLarge) in ((int, bool)[])[(10, false), (1000, false), (10, true), (1000, true)])
        {
            var folder = Path.Combine(root, $"{small}-{withLarge}");
            if (!Directory.Exists(folder))
            {
                DrawFolder(folder + ".part", small, withLarge);
                Directory.Move(folder + ".part", folder);
            }

            var output = Path.Combine(root, "out");
            if (Directory.Exists(output))
            {
                Directory.Delete(output, recursive: true); // a ledger would let it skip everything
            }

            var size = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
            Row($"{small} pictures of 400 × 300{(withLarge ? " and one of 200 megapixels" : "")}", size, Peak(tool, folder, output));
        }
    }

    private static void Row(string input, long bytes, long peak) => Console.WriteLine($"| {input} | {bytes / 1e6:0} | {peak / 1e6:0} |");

    private static void DrawFolder(string folder, int small, bool withLarge)
    {
        Directory.CreateDirectory(folder);
        using var picture = Image.Perlin(400, 300, cellSize: 40, seed: 1);
        using var bytes = ((picture * 60) + 128).Cast(Enums.BandFormat.Uchar);
        for (var i = 0; i < small; i++)
        {
            bytes.Jpegsave(Path.Combine(folder, $"{i:0000}.jpg"));
        }

        if (withLarge)
        {
            using var large = Image.Perlin(16000, 12500, cellSize: 500, seed: 2);
            using var scene = ((large * 60) + 128).Cast(Enums.BandFormat.Uchar);
            scene.Jpegsave(Path.Combine(folder, "large.jpg"), q: 85);
        }
    }

    // Every answer is carried out, so that writing is seen too. Linux tells the peak of a living process alone.
    private static long Peak(string tool, string input, string output)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, ["fix", input, "-o", output, "--threshold", "0", "--quiet"]))!;
        var peak = 0L;
        while (!process.WaitForExit(BetweenChecks))
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
        }

        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"The tool ended with exit code {process.ExitCode}.");
    }
}
