using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>The model as ONNX Runtime holds it, on the device that was asked for.</summary>
/// <param name="Inference">To be disposed.</param>
/// <param name="Device">What it runs on; not <see cref="NetworkDevice.Auto"/>.</param>
internal sealed record NetworkSession(InferenceSession Inference, NetworkDevice Device)
{
    /// <summary>Opens a model.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="device">What it should run on.</param>
    /// <param name="threads">Threads of the processor for one view; 0 lets the runtime choose.</param>
    /// <param name="gpuMemory">Bytes of a GPU's memory that it may take.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>, <see cref="UprightError.DeviceUnavailable"/></exception>
    public static NetworkSession Open(byte[] model, NetworkDevice device, int threads, long gpuMemory = UprightOptions.DefaultGpuMemory)
    {
        var runtime = OnnxRuntime.Environment;
        if (device != NetworkDevice.Cpu && IsBuiltFor(device, runtime))
        {
            try
            {
                return OnGpu(runtime, model, device == NetworkDevice.Auto ? NetworkDevice.Cuda : device, threads, gpuMemory);
            }
            catch (OnnxRuntimeException exception)
            {
                if (device != NetworkDevice.Auto)
                {
                    throw new UprightException(UprightError.DeviceUnavailable, exception.Message.Trim(), exception);
                }
            }
        }
        else if (device is NetworkDevice.Cuda or NetworkDevice.TensorRt)
        {
            throw new UprightException(UprightError.DeviceUnavailable, "This program comes with ONNX Runtime's build for processors.");
        }

        return OnProcessor(model, threads);
    }

    /// <summary>Opens a small model, which is part of the way to the network, beside it.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="device">What the network runs on. TensorRT would compile for a minute what CUDA does as well.</param>
    /// <param name="threads">Threads of the processor; 0 lets the runtime choose.</param>
    /// <param name="gpuMemory">Bytes of a GPU's memory that it may take.</param>
    public static InferenceSession OpenBeside(byte[] model, NetworkDevice device, int threads, long gpuMemory)
    {
        if (device == NetworkDevice.Cpu)
        {
            return OnProcessor(model, threads).Inference;
        }

        using var options = GpuOptions(OnnxRuntime.Environment, model, NetworkDevice.Cuda, threads, gpuMemory);
        return new InferenceSession(model, options);
    }

    /// <summary>Says what keeps the network from running on a device.</summary>
    /// <returns>Null where nothing is known to be missing. TensorRT is not asked to compile the network, which takes minutes.</returns>
    public static string? Missing(NetworkDevice device, UprightOptions options)
    {
        try
        {
            var model = ModelFile.Read(options.ModelPath);
            if (device == NetworkDevice.TensorRt && IsBuiltFor(device, OnnxRuntime.Environment))
            {
                using var loaded = Quietly(OnnxRuntime.Environment, () => GpuOptions(OnnxRuntime.Environment, model, device, options.Threads, options.GpuMemory));
                return Missing(NetworkDevice.Cuda, options);
            }

            Open(model, device, options.Threads, options.GpuMemory).Inference.Dispose();
            return null;
        }
        catch (UprightException exception)
        {
            return exception.Detail ?? exception.Message;
        }
        catch (OnnxRuntimeException exception)
        {
            return exception.Message.Trim();
        }
    }

    private static bool IsBuiltFor(NetworkDevice device, OrtEnv runtime) =>
        runtime.GetAvailableProviders().Contains(device == NetworkDevice.TensorRt ? GpuProviders.TensorRt : GpuProviders.Cuda);

    private static NetworkSession OnProcessor(byte[] model, int threads)
    {
        using var options = Options(threads);
        try
        {
            return new NetworkSession(new InferenceSession(model, options), NetworkDevice.Cpu);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new UprightException(UprightError.UnusableModel, exception.Message, exception);
        }
    }

    private static NetworkSession OnGpu(OrtEnv runtime, byte[] model, NetworkDevice device, int threads, long gpuMemory) => Quietly(runtime, () =>
    {
        using var options = GpuOptions(runtime, model, device, threads, gpuMemory);
        var session = new InferenceSession(model, options);
        try
        {
            // A GPU that is too old or has no memory left is noticed when it is asked, not before.
            AskOnce(session);
            return new NetworkSession(session, device);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    });

    private static SessionOptions GpuOptions(OrtEnv runtime, byte[] model, NetworkDevice device, int threads, long gpuMemory)
    {
        var options = Options(threads);
        try
        {
            if (device == NetworkDevice.TensorRt)
            {
                using var tensorRt = new OrtTensorRTProviderOptions();
                tensorRt.UpdateOptions(GpuProviders.TensorRtOptions(gpuMemory, GpuProviders.MakeEngineFolder(runtime, model)));
                options.AppendExecutionProvider_Tensorrt(tensorRt);
            }

            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(GpuProviders.CudaOptions(gpuMemory));
            options.AppendExecutionProvider_CUDA(cuda);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    // What a provider cannot load is told by its exception; on standard error it would stand among the answers.
    private static T Quietly<T>(OrtEnv runtime, Func<T> open)
    {
        var level = runtime.EnvLogLevel;
        try
        {
            runtime.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            return open();
        }
        finally
        {
            runtime.EnvLogLevel = level;
        }
    }

    private static void AskOnce(InferenceSession session)
    {
        const int Size = 160;
        using var view = OrtValue.CreateTensorValueFromMemory(new float[3 * Size * Size], [1, 3, Size, Size]);
        using RunOptions run = new();
        using var answer = session.Run(run, ["look"], [view], ["direction"]);
    }

    private static SessionOptions Options(int threads)
    {
        SessionOptions options = new() { IntraOpNumThreads = threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        // Waiting threads must not burn the processor that decodes the next picture.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
