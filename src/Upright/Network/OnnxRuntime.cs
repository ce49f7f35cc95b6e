using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>
/// ONNX Runtime, started without its telemetry: from 1.29 on its official builds keep an identifier of the machine in the user's
/// home and send Microsoft what they run (onnxruntime's docs/Privacy.md). Pictures of patients and of bank slips are looked at here.
/// </summary>
internal static partial class OnnxRuntime
{
    // Looked at once, when the runtime starts. Whoever has set it himself, to whatever, has decided.
    private const string OptOut = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<OrtEnv> Started = new(() => NativeStart.Of(Start, "ONNX Runtime", "Microsoft.ML.OnnxRuntime"));

    /// <summary>The runtime; starts it the first time.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.MissingLibrary"/></exception>
    public static OrtEnv Environment => Started.Value;

    /// <summary>Sees to it that the runtime, when it is started, sends nothing. To be called before other native code runs beside: the environment is the whole process'.</summary>
    public static void SwitchTelemetryOff()
    {
        if (System.Environment.GetEnvironmentVariable(OptOut) is not null)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            System.Environment.SetEnvironmentVariable(OptOut, "1");
        }
        else
        {
            // .NET has an environment of its own there, which native code does not see.
            _ = SetVariable(OptOut, "1", overwrite: 0);
        }
    }

    private static OrtEnv Start()
    {
        SwitchTelemetryOff();
        var runtime = OrtEnv.Instance();
        // And where the runtime had been started before by somebody else in this process.
        runtime.DisableTelemetryEvents();
        return runtime;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
