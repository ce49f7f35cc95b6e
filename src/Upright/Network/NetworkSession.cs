using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>The model as ONNX Runtime holds it, on the device that was asked for.</summary>
/// <param name="Inference">To be disposed.</param>
/// <param name="Device">What it runs on: <see cref="NetworkDevice.Cpu"/> or <see cref="NetworkDevice.Cuda"/>.</param>
internal sealed record NetworkSession(InferenceSession Inference, NetworkDevice Device)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>Opens a model.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="device">What it should run on.</param>
    /// <param name="threads">Threads of the processor for one look; 0 lets the runtime choose.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>, <see cref="UprightError.DeviceUnavailable"/></exception>
    public static NetworkSession Open(byte[] model, NetworkDevice device, int threads)
    {
        var runtime = OnnxRuntime.Environment;
        if (device != NetworkDevice.Cpu && runtime.GetAvailableProviders().Contains(CudaProvider))
        {
            try
            {
                return OnCuda(runtime, model, threads);
            }
            catch (OnnxRuntimeException exception)
            {
                if (device == NetworkDevice.Cuda)
                {
                    throw new UprightException(UprightError.DeviceUnavailable, exception.Message.Trim(), exception);
                }
            }
        }
        else if (device == NetworkDevice.Cuda)
        {
            throw new UprightException(UprightError.DeviceUnavailable, "This program comes with ONNX Runtime's build for processors.");
        }

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

    private static NetworkSession OnCuda(OrtEnv runtime, byte[] model, int threads)
    {
        using var options = Options(threads);
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            // Looks have several sizes: to try out all algorithms for each would take seconds.
            ["cudnn_conv_algo_search"] = "HEURISTIC",
            // As exact as on a processor: the calibration was measured there.
            ["use_tf32"] = "0",
            // Memory as it is needed, not twice as much each time: the GPU may be shared.
            ["arena_extend_strategy"] = "kSameAsRequested",
        });
        var level = runtime.EnvLogLevel;
        try
        {
            // What it cannot load is told by its exception; on standard error it would stand among the answers.
            runtime.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            options.AppendExecutionProvider_CUDA(cuda);
            var session = new InferenceSession(model, options);
            try
            {
                // A GPU that is too old or has no memory left is noticed when it is asked, not before.
                AskOnce(session);
                return new NetworkSession(session, NetworkDevice.Cuda);
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        finally
        {
            runtime.EnvLogLevel = level;
        }
    }

    private static void AskOnce(InferenceSession session)
    {
        const int Size = 160;
        using var look = OrtValue.CreateTensorValueFromMemory(new float[3 * Size * Size], [1, 3, Size, Size]);
        using RunOptions run = new();
        using var answer = session.Run(run, ["look"], [look], ["direction"]);
    }

    private static SessionOptions Options(int threads)
    {
        SessionOptions options = new() { IntraOpNumThreads = threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        // Waiting threads must not burn the processor that decodes the next picture.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
