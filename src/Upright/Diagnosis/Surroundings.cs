using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Upright.Imaging;
using Upright.Network;

namespace Upright.Diagnosis;

/// <summary>What this program is and what it runs on. Whatever is missing is said in its place; nothing here fails.</summary>
/// <param name="options">The device, the model and the limits that are asked for.</param>
internal sealed class Surroundings(UprightOptions options)
{
    /// <summary>The version of the library, and so of the program.</summary>
    public static string Version { get; } = typeof(Uprighter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>ONNX Runtime's version, or what is missing.</summary>
    public static string OnnxRuntime { get; } = Told(() => Network.OnnxRuntime.Environment.GetVersionString());

    /// <summary>libvips' version, or what is missing.</summary>
    public static string Libvips { get; } = Told(() =>
    {
        VipsRuntime.Prepare();
        return $"{NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";
    });

    /// <summary>The processor's name, where the system tells.</summary>
    public static string? Processor { get; } = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;

    /// <summary>Bits that it computes with at once: 128, 256 (AVX2) or 512 (AVX-512).</summary>
    public static int VectorBits { get; } = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Bytes of memory, of the machine or as the container is limited.</summary>
    public static long Memory { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The limits of this process' container.</summary>
    public static ControlGroup Limits { get; } = OperatingSystem.IsLinux() ? ControlGroup.Of() : new(null, null);

    /// <summary>The system and what it runs on.</summary>
    public static string Platform { get; } = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}";

    /// <summary>The models that can be read.</summary>
    public IReadOnlyList<ModelFact> Models { get; } = [.. new[] { Of(ModelFile.Small, options.ModelPath), Of(ModelFile.Large), Of(ModelFile.Page) }.OfType<ModelFact>()];

    /// <summary>What ONNX Runtime's build has, whether it works or not.</summary>
    public static IReadOnlyList<string> Providers
    {
        get
        {
            try
            {
                return Network.OnnxRuntime.Environment.GetAvailableProviders();
            }
            catch (UprightException)
            {
                return [];
            }
        }
    }

    /// <summary>The NVIDIA GPU, or what is missing.</summary>
    public static (NvidiaCard? Card, string? Missing) Gpu { get; } = (NvidiaCard.Find(out var missing), missing);

    /// <summary>Each device, tried.</summary>
    public IReadOnlyList<DeviceFact> Devices() =>
        [.. Enum.GetValues<NetworkDevice>().Where(device => device != NetworkDevice.Auto).Select(device => new DeviceFact(device, NetworkSession.Missing(device, options)))];

    private static ModelFact? Of(string name, string? path = null)
    {
        try
        {
            var bytes = path is not null ? ModelFile.Read(path) : ModelFile.IsBuiltIn(name) ? ModelFile.BuiltIn(name) : null;
            return bytes is null ? null : new(path ?? name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (UprightException)
        {
            return null; // the self-test tells why
        }
    }

    private static string Told(Func<string> ask)
    {
        try
        {
            return ask();
        }
        catch (UprightException exception)
        {
            return exception.Detail ?? exception.Message;
        }
    }
}
