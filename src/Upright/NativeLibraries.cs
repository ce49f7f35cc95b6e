using Upright.Imaging;
using Upright.Network;

namespace Upright;

/// <summary>Brings in ONNX Runtime and libvips, 50 MB of native code, while the caller goes on with what it has to do.</summary>
internal static class NativeLibraries
{
    private static readonly Lazy<Task> Loading = new(() =>
    {
        OnnxRuntime.SwitchTelemetryOff();
        return Task.WhenAll(Task.Run(() => OnnxRuntime.Environment), Task.Run(VipsRuntime.Prepare));
    });

    /// <summary>Begins to load both; from the second call on nothing happens. What fails is told where the library is used.</summary>
    public static void BeginLoading() => _ = Loading.Value;

    /// <summary>Waits for what was begun: a process that ends while a library is being loaded may crash.</summary>
    public static void FinishLoading()
    {
        if (Loading.IsValueCreated)
        {
            // WhenAny does not throw what loading threw.
            Task.WhenAny(Loading.Value).GetAwaiter().GetResult();
        }
    }
}
