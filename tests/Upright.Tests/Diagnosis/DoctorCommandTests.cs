using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Upright.Tests.Cli;

namespace Upright.Tests.Diagnosis;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task ItSaysWhatIsHereAndThatItWorks()
    {
        var run = await ToolRun.Of("doctor");

        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        Assert.Contains("--device cpu: works", run.Lines);
        Assert.Equal(6, run.Lines.Count(line => line.StartsWith('✓')));
        Assert.Equal("Passed.", run.Lines[^1]);
    }

    [Fact]
    public async Task ProgramsReadTheSame()
    {
        var run = await ToolRun.Of("doctor", "--json", "--language", "zh");
        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        var told = JsonNode.Parse(run.Answers)!;
        Assert.Equal(Environment.Version.ToString(), (string?)told["dotnet"]);
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)told["libvips"]);
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)told["onnxruntime"]);
        Assert.Equal(Environment.ProcessorCount, (int)told["processor"]!["cores"]!);
        var model = told["models"]!.AsArray().Single(model => (string?)model!["name"] == "upright.onnx")!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Repository.Root, "models", "upright.onnx")))), (string?)model["sha256"]);
        Assert.Contains("CPUExecutionProvider", told["providers"]!.AsArray().Select(provider => (string?)provider));
        Assert.Equal(["cpu", "cuda", "tensorrt"], told["devices"]!.AsArray().Select(device => (string?)device!["device"]));
        Assert.All(told["self_test"]!["turns"]!.AsArray(), turn => Assert.InRange((double)turn!["off"]!, 0, 0.2));
    }

    [Fact]
    public async Task WhatDoesNotWorkIsSaidInItsPlace()
    {
        var run = await ToolRun.Of("doctor", "--model", "/nowhere/model.onnx");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith("libvips: ", StringComparison.Ordinal));
        Assert.StartsWith("Failed: ", run.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("/nowhere/model.onnx", run.Lines[^1], StringComparison.Ordinal);
    }
}
