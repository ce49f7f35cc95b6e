using System.Diagnostics;
using NetVips;
using Upright.Tests;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Server.Tests.Docs;

/// <summary>The commands of the documents run as they stand there, with the built tool and a running service, and answer what is shown.</summary>
public sealed class ExampleTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private const string DocumentedAddress = "http://127.0.0.1:5080";

    // The review serves until it is stopped.
    private const string Tool =
        """
        #!/bin/bash
        if [ "$1" = review ]; then timeout -s INT 8 "{0}" "$@"; exit 0; fi
        exec "{0}" "$@"
        """;

    private readonly PictureFolder folder = new();

    public static TheoryData<string> Documents => [.. CodeBlock.Documents.Where(document => CodeBlock.In(document).Any(IsExample))];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task EveryExampleAnswersWhatIsShown(string document)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The examples are for a POSIX shell.");
        Needs.Program("bash");
        Needs.Program("curl");
        Prepare();
        foreach (var block in CodeBlock.In(document).Where(IsExample))
        {
            foreach (var example in Example.In(block))
            {
                var (code, answer, errors) = await RunAsync(example.Command.Replace(DocumentedAddress, shared.Server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal));
                Assert.True(code == 0, $"{block}: {example.Command}\n{errors}");
                Assert.True(example.IsAnsweredBy(answer), $"{block}: {example.Command}\nanswers\n{answer}\nand not\n{string.Join('\n', example.Shown)}");
            }
        }
    }

    private static bool IsExample(CodeBlock block) => block.Language is "sh" or "console";

    /// <summary>Files by the names that the documents use.</summary>
    private void Prepare()
    {
        var sample = Path.Combine(Repository.Root, "samples", "test_input.jpg");
        foreach (var name in new[] { "photo.jpg", "in.jpg", "scans/first.jpg", "scans/2026/second.jpg" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.Copy(sample, folder[name]);
        }

        folder.Draw("scans/2026/third.png");
        DrawnPdf pdf = new();
        pdf.AddPage(DrawnPdf.Letters(90));
        pdf.AddPage(DrawnPdf.Letters(0));
        File.WriteAllBytes(folder["scan.pdf"], pdf.Bytes());
        using (var page = Image.NewFromFile(folder["scans/2026/third.png"]))
        using (var pages = page.Join(page, Enums.Direction.Vertical))
        {
            using var fax = pages.Mutate(image => image.Set(GValue.GIntType, "page-height", page.Height));
            fax.Tiffsave(folder["fax.tif"]);
        }

        Directory.CreateDirectory(folder["programs"]);
        File.WriteAllText(folder["programs/upright"], Tool.Replace("{0}", Path.Combine(AppContext.BaseDirectory, "Upright.Cli"), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["programs/upright"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<(int Code, string Answer, string Errors)> RunAsync(string command)
    {
        ProcessStartInfo start = new("bash", ["-c", command]) { WorkingDirectory = folder.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["PATH"], start.Environment["LC_ALL"]) = ($"{folder["programs"]}:{Environment.GetEnvironmentVariable("PATH")}", "C.UTF-8");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, answer, await errors);
    }
}
