using System.Diagnostics;
using NetVips;
using Upright.Imaging;

namespace Upright.Bench;

/// <summary>
/// Feeds the decoders pictures with bytes changed at random, without the network, for a while: a crash ends this process, and
/// what it was decoding lies in the file that is named at the start.
/// </summary>
internal static class DamagedPictures
{
    private static readonly string[] Endings = [".jpg", ".png", ".webp", ".tif", ".gif", ".avif"];
    private static readonly DecodeLimits Strict = new() { MaxPixels = 40_000_000, MaxFileSize = 64 << 20 };

    /// <summary>Runs, and prints how many were decoded, refused by the catalogue, or ended in something else.</summary>
    /// <returns>Whether nothing else happened.</returns>
    public static bool Print(TimeSpan time, int seed)
    {
        var kept = Path.Combine(Path.GetTempPath(), "upright-decoding.bin");
        var pictures = Endings.Select(Drawn).ToArray();
        var random = new Random(seed);
        var (decoded, others) = (new int[Endings.Length], new List<string>());
        var refused = new int[Endings.Length];
        Console.WriteLine($"Seed {seed}. What is being decoded: {kept}");
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; Stopwatch.GetElapsedTime(began) < time; round++)
        {
            var format = round % pictures.Length;
            var damaged = Damaged(pictures[format], random);
            File.WriteAllBytes(kept, damaged);
            try
            {
                Decode(damaged, Strict with { Tolerant = random.Next(2) == 0 });
                decoded[format]++;
            }
            catch (UprightException)
            {
                refused[format]++;
            }
#pragma warning disable CA1031 // This is what is looked for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                others.Add($"round {round}, {Endings[format]}: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }

        Console.WriteLine("| format | decoded | refused |");
        Console.WriteLine("| --- | --- | --- |");
        for (var i = 0; i < Endings.Length; i++)
        {
            Console.WriteLine($"| {Endings[i][1..]} | {decoded[i]} | {refused[i]} |");
        }

        Console.WriteLine($"{others.Count} ended otherwise.");
        others.Take(20).ToList().ForEach(Console.WriteLine);
        return others.Count == 0;
    }

    // As it is done for an answer: small for the estimate, whole for the output.
    private static void Decode(byte[] bytes, DecodeLimits limits)
    {
        var picture = Picture.Open(PictureSource.FromMemory(bytes, limits), limits);
        picture.OpenForEstimate();
        using var whole = picture.OpenForOutput(PixelAccess.Sequential);
        PictureWriter.Encode(whole, Stream.Null, EncodeOptions.For(picture.Info, PictureFormat.Jpeg), picture.IsWhole, CancellationToken.None);
    }

    private static byte[] Drawn(string ending)
    {
        using var light = Image.Perlin(320, 240, cellSize: 60, seed: 1);
        using var grain = Image.Gaussnoise(320, 240, sigma: 8.0, mean: 128.0, seed: 2);
        using var scene = (light * 60) + grain;
        using var joined = scene.Bandjoin(scene.FlipHor(), scene.FlipVer());
        using var bytes = joined.Cast(Enums.BandFormat.Uchar);
        using var picture = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
        return picture.WriteToBuffer(ending);
    }

    // A few bytes replaced, most of them in the first kilobyte, where the structure is; sometimes a piece cut out or the end off.
    private static byte[] Damaged(byte[] picture, Random random)
    {
        var damaged = random.Next(4) switch
        {
            0 => picture[..random.Next(16, picture.Length)],
            1 when random.Next(16, picture.Length - 64) is var at => [.. picture[..at], .. picture[(at + random.Next(1, 64))..]],
            _ => [.. picture],
        };
        for (var i = random.Next(1, 16); i > 0; i--)
        {
            damaged[random.Next(3) == 0 ? random.Next(4, damaged.Length) : random.Next(4, Math.Min(1024, damaged.Length))] = (byte)random.Next(256);
        }

        return damaged;
    }
}
