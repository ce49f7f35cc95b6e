using System.Diagnostics;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Tests.Samples;

/// <summary>Samples for where people already are, each run as its own page says, with the built tool as `upright`.</summary>
public sealed class SampleScriptTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples");
    private static readonly string Picture = Path.Combine(Folder, "test_input.jpg");

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void PaperlessTurnsItsWorkingCopyAndConsumesWhatCannotBeTurned()
    {
        File.Copy(Picture, folder["working.jpg"]);
        var before = folder.Bytes("working.jpg");
        Run(0, "paperless-ngx/pre-consume.sh", [], ("DOCUMENT_WORKING_PATH", folder["working.jpg"]));
        Assert.NotEqual(before, folder.Bytes("working.jpg"));

        File.WriteAllText(folder["letter.eml"], "no picture");
        Assert.Contains("as it came", Run(0, "paperless-ngx/pre-consume.sh", [], ("DOCUMENT_WORKING_PATH", folder["letter.eml"])), StringComparison.Ordinal);
    }

    [Fact]
    public void OcrReadsTheStraightDocument()
    {
        // What is tested is what OCRmyPDF is handed, not OCRmyPDF.
        Program("ocrmypdf", "cp \"$2\" \"$3\"");
        File.WriteAllBytes(folder["scan.pdf"], DrawnPdf.OfPage(DrawnPdf.Letters(90)));

        Run(0, "ocrmypdf/ocr.sh", [folder["scan.pdf"], folder["out.pdf"], "--skip-text"]);

        Assert.NotEqual(folder.Bytes("scan.pdf"), folder.Bytes("out.pdf"));
    }

    [Fact]
    public void ThePythonClientOfTheToolHasARowForEachPicture()
    {
        Needs.Program("python3");
        File.WriteAllText(folder["bad.jpg"], "no picture");

        var rows = Run(UprightError.NotAPicture.ExitCode, "python/tool_client.py", [Picture, folder["bad.jpg"]]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Matches(@"test_input.jpg\t-8\.\d+\tturn", rows[0]);
        Assert.EndsWith("\tnot-a-picture", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void PhotosAreTriedInACopyAndPutBackWithTheirTimes()
    {
        using (var picture = NetVips.Image.NewFromFile(Picture))
        using (var onItsSide = picture.Rot90())
        {
            Directory.CreateDirectory(folder["archive/2024"]);
            onItsSide.WriteToFile(folder["archive/2024/a photo.png"]);
        }

        var taken = folder.WrittenLongAgo("archive/2024/a photo.png");
        var before = folder.Bytes("archive/2024/a photo.png");

        Run(0, "photos/archive.sh", ["try", folder["archive"], folder["work"]]);
        Assert.Equal(before, folder.Bytes("archive/2024/a photo.png"));
        Assert.True(File.Exists(folder["work/upright/report.html"]));

        Assert.Contains("a photo.png", Run(0, "photos/archive.sh", ["put-back", folder["archive"], folder["work"]]), StringComparison.Ordinal);
        Assert.Equal(folder.Bytes("work/upright/2024/a photo.png"), folder.Bytes("archive/2024/a photo.png"));
        Assert.Equal(before, folder.Bytes("work/originals/2024/a photo.png"));
        Assert.Equal(taken, File.GetLastWriteTimeUtc(folder["archive/2024/a photo.png"]));
    }

    [Fact]
    public void SuppliersPicturesBecomeTheShopsAndTheUnsureAreListed()
    {
        Directory.CreateDirectory(folder["incoming"]);
        File.Copy(Picture, folder["incoming/whiteboard.jpg"]);

        Assert.Contains("0 unsure", Run(0, "suppliers/incoming.sh", [folder["incoming"], folder["shop"]]), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["shop/whiteboard.webp"]));
    }

    [Theory]
    [InlineData("deploy/kubernetes/service.yaml", "Deployment Service")]
    [InlineData("deploy/kubernetes/fleet.yaml", "Deployment")]
    [InlineData("samples/suppliers/github-action.yml", "None")]
    public void ManifestsAreYaml(string file, string kinds)
    {
        Needs.PythonModule("yaml");
        const string Kinds = "import sys, yaml; print(' '.join(str(part.get('kind')) for part in yaml.safe_load_all(open(sys.argv[1]))))";
        Assert.Equal(kinds, Needs.Output(Needs.Python, "-c", Kinds, Path.Combine(Repository.Root, file)).Trim());
    }

    [Theory]
    [InlineData("service", "/health/ready /health/live")]
    [InlineData("fleet", "status --job scans")]
    public void ManifestsHaveHealthChecks(string manifest, string asked)
    {
        Needs.PythonModule("yaml");
        const string Probes =
            """
            import sys, yaml
            pods = [part["spec"]["template"]["spec"] for part in yaml.safe_load_all(open(sys.argv[1])) if part["kind"] == "Deployment"]
            probes = [container.get(name) for pod in pods for container in pod["containers"] for name in ("readinessProbe", "livenessProbe")]
            print(*(probe["httpGet"]["path"] if "httpGet" in probe else " ".join(probe["exec"]["command"][1:]) for probe in probes if probe))
            """;
        Assert.Equal(asked, Needs.Output(Needs.Python, "-c", Probes, Path.Combine(Repository.Root, "deploy", "kubernetes", manifest + ".yaml")).Trim());
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("Dockerfile.gpu")]
    public void ImagesHaveEveryModel(string file)
    {
        Assert.Contains("COPY models/*.onnx models/", File.ReadAllText(Path.Combine(Repository.Root, file)), StringComparison.Ordinal);
        Assert.Contains("!models/*.onnx", File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")));
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("Dockerfile.gpu")]
    [InlineData("deploy/worker.Dockerfile")]
    public void ImagesAreBuiltWithoutARepository(string file)
    {
        Assert.Contains("-p:MinVerSkip=true", File.ReadAllText(Path.Combine(Repository.Root, file)), StringComparison.Ordinal);
        Assert.DoesNotContain("!.git", File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")));
    }

    private string Run(int exitCode, string sample, string[] arguments, params (string Name, string Value)[] environment)
    {
        Needs.Program("bash");
        Program("upright", $"exec '{ToolProcess.Program}' \"$@\"");
        ProcessStartInfo start = new(Path.Combine(Folder, sample), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{folder["bin"]}{Path.PathSeparator}{start.Environment["PATH"]}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync();
        var answers = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(exitCode == process.ExitCode, messages.GetAwaiter().GetResult());
        return answers;
    }

    private void Program(string name, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The samples are for bash.");
            return;
        }

        Directory.CreateDirectory(folder["bin"]);
        File.WriteAllText(folder["bin/" + name], $"#!/usr/bin/env bash\n{script}\n");
        File.SetUnixFileMode(folder["bin/" + name], (UnixFileMode)0b111_101_101);
    }
}
