using Upright.Network;
using Upright.Tests.Cli;

namespace Upright.Tests.Network;

public sealed class GpuProvidersTests
{
    private static readonly NvidiaCard Card = new("NVIDIA GeForce RTX 4090 D", 24L << 30, "8.9", "580.159.04");

    [Fact]
    public void CudaTakesNoMoreMemoryThanItMayAndOnlyWhatItNeeds()
    {
        var options = GpuProviders.CudaOptions(512 << 20);

        Assert.Equal("536870912", options["gpu_mem_limit"]);
        Assert.Equal("kSameAsRequested", options["arena_extend_strategy"]);
        Assert.Equal("0", options["use_tf32"]);
    }

    [Fact]
    public void TensorRtIsHalfPreciseAndKeepsWhatItMade()
    {
        var kept = GpuProviders.TensorRtOptions(512 << 20, "/home/a/engines");
        var forgotten = GpuProviders.TensorRtOptions(512 << 20, null);

        Assert.Equal(("1", "1", "1"), (kept["trt_fp16_enable"], kept["trt_engine_cache_enable"], kept["trt_timing_cache_enable"]));
        Assert.Equal(("/home/a/engines", "/home/a/engines"), (kept["trt_engine_cache_path"], kept["trt_timing_cache_path"]));
        Assert.Equal("0", forgotten["trt_engine_cache_enable"]);
        Assert.False(forgotten.ContainsKey("trt_engine_cache_path"));
    }

    [Fact]
    public void AnEngineFitsOneModelCardDriverAndVersionAndIsKeptApart()
    {
        string Folder(byte[] model, NvidiaCard card, string version) => GpuProviders.EngineFolder("engines", model, card, version);
        var folder = Folder([1], Card, "1.31.1");

        Assert.Matches("^engines.[0-9a-f]{12}-NVIDIA-GeForce-RTX-4090-D-driver-580.159.04-onnxruntime-1.31.1$", folder);
        Assert.Distinct([folder, Folder([2], Card, "1.31.1"), Folder([1], Card with { Name = "NVIDIA H200" }, "1.31.1"), Folder([1], Card with { Driver = "590.1" }, "1.31.1"), Folder([1], Card, "1.32.0")]);
    }

    [Theory]
    [InlineData(NetworkDevice.Cuda)]
    [InlineData(NetworkDevice.TensorRt)]
    public async Task AGpuThatIsNotThereIsSaid(NetworkDevice device)
    {
        if (NetworkSession.Missing(device, new UprightOptions()) is not { } missing)
        {
            Assert.Skip("There is one.");
            return;
        }

        Assert.NotEmpty(missing);
        using PictureFolder folder = new();
        var run = await ToolRun.Of("detect", folder.Draw("a.png"), "--device", device.ToString().ToLowerInvariant());
        Assert.Equal(UprightError.DeviceUnavailable.ExitCode, run.ExitCode);
        Assert.Contains(missing.Split('\n')[0], run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MemoryThatIsTooLittleIsRefused()
    {
        using PictureFolder folder = new();

        var run = await ToolRun.Of("detect", folder.Draw("a.png"), "--gpu-memory", "1M");

        Assert.Equal(UprightError.InvalidOptions.ExitCode, run.ExitCode);
        Assert.Contains("GpuMemory", run.Messages, StringComparison.Ordinal);
    }
}
