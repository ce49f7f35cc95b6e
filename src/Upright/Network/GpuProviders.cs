using System.Globalization;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>How ONNX Runtime's providers for NVIDIA GPUs are set up.</summary>
internal static class GpuProviders
{
    /// <summary>The name of CUDA's in ONNX Runtime.</summary>
    public const string Cuda = "CUDAExecutionProvider";

    /// <summary>The name of TensorRT's in ONNX Runtime.</summary>
    public const string TensorRt = "TensorrtExecutionProvider";

    /// <summary>CUDA alone, with the arithmetic of a processor.</summary>
    /// <param name="memory">Bytes that the network may take of the GPU's memory.</param>
    public static Dictionary<string, string> CudaOptions(long memory) => new()
    {
        // Views have several sizes: to try out all algorithms for each would take seconds.
        ["cudnn_conv_algo_search"] = "HEURISTIC",
        // The fastest algorithm may want gigabytes to work in, most others 32 MB at most.
        ["cudnn_conv_use_max_workspace"] = "0",
        // As exact as on a processor: the calibration was measured there.
        ["use_tf32"] = "0",
        // Memory as it is needed, not twice as much each time: the GPU may be shared.
        ["arena_extend_strategy"] = "kSameAsRequested",
        ["gpu_mem_limit"] = memory.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>TensorRT, which compiles the network for the GPU it finds, in half precision. That takes minutes, so what it made is kept.</summary>
    /// <param name="memory">Bytes that it may take of the GPU's memory to work in.</param>
    /// <param name="folder">Where engines and timings are kept; null to keep none.</param>
    public static Dictionary<string, string> TensorRtOptions(long memory, string? folder)
    {
        Dictionary<string, string> options = new()
        {
            ["trt_fp16_enable"] = "1",
            ["trt_max_workspace_size"] = memory.ToString(CultureInfo.InvariantCulture),
            // One engine for all sizes and numbers of views; without these it would be made anew for each.
            ["trt_profile_min_shapes"] = Views(1, 128),
            ["trt_profile_opt_shapes"] = Views(4, 160),
            ["trt_profile_max_shapes"] = Views(OrientationNetwork.LargestBatchOnGpu, 192),
            ["trt_engine_cache_enable"] = folder is null ? "0" : "1",
            ["trt_timing_cache_enable"] = folder is null ? "0" : "1",
        };
        if (folder is not null)
        {
            options["trt_engine_cache_path"] = folder;
            options["trt_timing_cache_path"] = folder;
        }

        return options;
    }

    /// <summary>Where engines of a model are kept: they fit no other model, card, driver or version of ONNX Runtime.</summary>
    /// <param name="root">The folder of all of them.</param>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="card">The GPU.</param>
    /// <param name="version">ONNX Runtime's version.</param>
    public static string EngineFolder(string root, byte[] model, NvidiaCard card, string version)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(model))[..12];
        var name = $"{hash} {card.Name} driver {card.Driver} onnxruntime {version}";
        return Path.Combine(root, string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-')));
    }

    /// <summary>The folder for a model's engines, made for this user alone; null where there is no GPU, or the user has no folder to write to.</summary>
    /// <remarks>Never a folder that others may write to: an engine is code that is run.</remarks>
    public static string? MakeEngineFolder(OrtEnv runtime, byte[] model)
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (data.Length == 0 || NvidiaCard.Find(out _) is not { } card)
        {
            return null;
        }

        var folder = EngineFolder(Path.Combine(data, "upright", "tensorrt"), model, card, runtime.GetVersionString());
        try
        {
            return (OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Views(int count, int size) => $"look:{count}x3x{size}x{size}";
}
