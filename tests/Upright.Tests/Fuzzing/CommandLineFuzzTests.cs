using System.Diagnostics;
using System.Text;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Tests.Fuzzing;

/// <summary>
/// Command lines of options, values and names that are mixed and mutated, and a folder of mutated files through the built tool. A
/// quarter of a minute here; <see cref="FuzzRun"/> has what makes a long run of it.
/// </summary>
public sealed class CommandLineFuzzTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60); // of one command, on a machine that does much else
    private static readonly string[] Commands = ["detect", "fix", "fix", "fix", "undo", "report", "completion", "", "fxi", "--version", "--help"];
    private static readonly string[] Flags = ["--json", "--csv", "--no-header", "-q", "-v", "--tolerant", "--in-place", "--dry-run", "--report", "--tag-only", "--unmirror", "--same-camera", "--copy-others", "--change-signed", "-0"];

    private static readonly (string Option, string[] Values)[] Valued =
    [
        ("--threshold", ["0", "1", "0.5", "0,9", "NaN", "-1", "1e400"]), ("--dead-band", ["0", "45", "-0"]), ("--max-angle", ["180", "1,000", "∞"]),
        ("--max-pixels", ["500M", "1", "0", "99999999999999999999", "4G"]), ("--max-file-size", ["1", "4G"]), ("--max-frames", ["0", "3"]), ("--max-pages", ["1"]),
        ("--jobs", ["1", "0", "-1", "2147483648"]), ("--threads", ["1", "99999"]), ("--device", ["cpu", "cuda", "CPU"]), ("--expect", ["scan", "camera", "any", "1"]),
        ("--canvas", ["grow", "inner", "same", "GROW"]), ("--fill", ["auto", "#12345", "#ff8800", "edge"]), ("--only", ["quarter", "residual"]), ("--edge", ["trim", "keep"]),
        ("--format", ["png", "tiff", "heic", "jpeg"]), ("--quality", ["0", "1", "100", "101"]),
    ];

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WhateverIsTypedHasAnExitCodeOfTheCatalogue()
    {
        FuzzRun run = new(TimeSpan.FromSeconds(15));
        FuzzFigures figures = new("command line");
        string[] names = ["a.png", "b.jpg", "c.pdf"];
        folder.Draw("keep/a.png", 64, 48);
        folder.Draw("keep/b.jpg", 64, 48);
        File.WriteAllBytes(folder["keep/c.pdf"], DrawnPdf.OfPage(DrawnPdf.Letters(90)));
        for (var number = run.First; run.Goes(number); number++)
        {
            var random = run.Of(number);
            if (Directory.Exists(folder["in"]))
            {
                Directory.Delete(folder["in"], recursive: true);
            }

            Directory.CreateDirectory(folder["in"]);
            foreach (var name in names)
            {
                File.Copy(folder["keep/" + name], folder["in/" + name]);
            }

            var line = Line(random);
            var began = Stopwatch.GetTimestamp();
            var result = await ToolRun.WithInput(random.Next(2) == 0 ? folder.Bytes("keep/a.png") : [], line);
            figures.Add(number, Stopwatch.GetElapsedTime(began), Refused(result, line), Limit);
            if (!line.Contains("--in-place") && names.FirstOrDefault(name => !folder.Bytes("in/" + name).AsSpan().SequenceEqual(folder.Bytes("keep/" + name))) is { } changed && !line.Any(word => word.EndsWith(changed, StringComparison.Ordinal)))
            {
                figures.Add(number, TimeSpan.Zero, new InvalidOperationException($"{changed} was changed by {string.Join(' ', line)}"), Limit);
            }
        }

        run.Tell([figures], "of the tool");
        Assert.Empty(figures.Broken);
        Assert.DoesNotContain(folder.Files, name => Path.GetFileName(name).StartsWith(Upright.Files.TemporaryFiles.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFolderOfMutatedFilesIsDoneToItsEnd()
    {
        FuzzRun run = new(TimeSpan.Zero);
        var count = run.Cases ?? 60;
        (string Ending, byte[][] Seeds)[] seeds =
        [
            .. ((string[])["png", "jpg", "webp", "tif", "gif", "avif"]).Select(ending => (ending, (byte[][])[File.ReadAllBytes(folder.Draw("seed." + ending, 160, 120))])),
            ("pdf", [DrawnPdf.OfPage(DrawnPdf.Letters(90)), HostilePdf.AbsurdWidths(), HostilePdf.DrawsItself()]),
        ];
        Directory.CreateDirectory(folder["in"]);
        for (var number = 0; number < count; number++)
        {
            var random = run.Of(run.First + number);
            var (ending, kinds) = seeds[number % seeds.Length];
            File.WriteAllBytes(folder[$"in/{number:000000}.{ending}"], new Mutator(random).Mutate(kinds[random.Next(kinds.Length)], kinds[0]));
        }

        var before = Directory.GetFiles(folder["in"]).ToDictionary(path => path, File.ReadAllBytes);
        using var tool = ToolProcess.Start("fix", folder["in"], "-o", folder["out"], "--csv", "--threshold", "0", "--max-pixels", "4M", "--jobs", "2");
        var ended = await tool.EndAsync();

        Assert.True(UprightError.Catalogue.Any(error => error.ExitCode == ended.ExitCode && error != UprightError.Unexpected) || ended.ExitCode == 0, $"{ended.ExitCode}: {ended.Messages}");
        var told = ended.Lines.Skip(1).Select(row => row.Split(',')[0]).Distinct().ToList();
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(",unexpected,", ended.Answers, StringComparison.Ordinal);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
        Assert.DoesNotContain(folder.Files, name => Path.GetFileName(name).StartsWith(Upright.Files.TemporaryFiles.Prefix, StringComparison.Ordinal));
    }

    // Every path leads into the folder: what is mutated may not write elsewhere on the machine that tests.
    private string[] Line(Random random)
    {
        List<string> words = Any(random, Commands) is { Length: > 0 } command ? [command] : [];
        for (var i = random.Next(5); i > 0; i--)
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    words.Add(Any(random, Flags));
                    break;
                case 2 or 3 or 4:
                    var (option, values) = Valued[random.Next(Valued.Length)];
                    words.Add(random.Next(10) == 0 ? Mutated(random, option) : option);
                    words.Add(random.Next(3) == 0 ? Mutated(random, Any(random, values)) : Any(random, values));
                    break;
                case 5:
                    words.AddRange([random.Next(2) == 0 ? "-o" : "--keep-originals", random.Next(4) == 0 ? "-" : folder["out/" + Mutated(random, "x.png")]]);
                    break;
                case 6:
                    words.AddRange(["--list", folder["in/a.png"]]);
                    break;
                default:
                    words.Add(Mutated(random, Any(random, ["-", "--", "-x", "@a", "", "=1"])));
                    break;
            }
        }

        words.Insert(random.Next(words.Count == 0 ? 0 : 1, words.Count + 1), folder["in" + Any(random, ["", "/a.png", "/b.jpg", "/c.pdf", "/*.jpg", "/none.png", "/" + Mutated(random, "a.png")])]);
        return [.. words];
    }

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];

    // Of a name or a value; without what leads out of a folder, and what no command line can hold.
    private static string Mutated(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (ref var value in bytes.AsSpan())
        {
            value = random.Next(6) == 0 ? (byte)random.Next(1, 256) : value;
        }

        var mutated = Encoding.UTF8.GetString(bytes).Replace('/', '_').Replace('\\', '_').Replace("..", "_", StringComparison.Ordinal);
        return random.Next(10) == 0 ? mutated + new string('x', 300) : mutated;
    }

    private static Exception? Refused(ToolRun run, string[] line)
    {
        const int NotUnderstood = 2;
        var text = $"{run.ExitCode} of {string.Join(' ', line)}: {run.Messages}";
        return run.Messages.Contains("   at ", StringComparison.Ordinal) || run.ExitCode == UprightError.Unexpected.ExitCode ? new InvalidOperationException(text)
            : run.ExitCode is 0 or NotUnderstood ? null
            : UprightError.Catalogue.FirstOrDefault(error => error.ExitCode == run.ExitCode) is { } error ? new UprightException(error) : new InvalidOperationException(text);
    }
}
