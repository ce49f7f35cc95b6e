using System.Runtime.InteropServices;
using System.Text;

namespace Upright.Network;

/// <summary>The NVIDIA GPU that CUDA calls number 0, which is the one the network runs on; asked of the driver itself, so that no CUDA need be installed.</summary>
/// <param name="Name">As the driver calls it.</param>
/// <param name="Memory">Bytes that it has.</param>
/// <param name="ComputeCapability">What its code is compiled for, such as 9.0.</param>
/// <param name="Driver">The driver's version.</param>
internal sealed record NvidiaCard(string Name, long Memory, string ComputeCapability, string Driver)
{
    private const int MajorCapability = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
    private const int MinorCapability = 76;
    private const int LongestName = 256;

    /// <summary>Asks the driver.</summary>
    /// <param name="missing">What is missing; null when a GPU was found.</param>
    public static NvidiaCard? Find(out string? missing)
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda" : "libcuda.so.1", out var cuda))
        {
            missing = Words.Of("There is no NVIDIA driver.");
            return null;
        }

        try
        {
            var card = First(cuda, out var error);
            missing = card is null ? Words.Of($"The NVIDIA driver gives no GPU: CUDA error {error}.") : null;
            return card;
        }
        catch (EntryPointNotFoundException exception)
        {
            missing = exception.Message;
            return null;
        }
    }

    private static unsafe NvidiaCard? First(nint cuda, out int error)
    {
        int device = 0, major = 0, minor = 0;
        nuint memory = 0;
        var name = stackalloc byte[LongestName];
        var init = (delegate* unmanaged[Cdecl]<uint, int>)NativeLibrary.GetExport(cuda, "cuInit");
        var get = (delegate* unmanaged[Cdecl]<int*, int, int>)NativeLibrary.GetExport(cuda, "cuDeviceGet");
        var getName = (delegate* unmanaged[Cdecl]<byte*, int, int, int>)NativeLibrary.GetExport(cuda, "cuDeviceGetName");
        var totalMemory = (delegate* unmanaged[Cdecl]<nuint*, int, int>)NativeLibrary.GetExport(cuda, "cuDeviceTotalMem_v2");
        var attribute = (delegate* unmanaged[Cdecl]<int*, int, int, int>)NativeLibrary.GetExport(cuda, "cuDeviceGetAttribute");
        if ((error = init(0)) != 0
            || (error = get(&device, 0)) != 0
            || (error = getName(name, LongestName, device)) != 0
            || (error = totalMemory(&memory, device)) != 0
            || (error = attribute(&major, MajorCapability, device)) != 0
            || (error = attribute(&minor, MinorCapability, device)) != 0)
        {
            return null;
        }

        return new NvidiaCard(Text(name), (long)memory, $"{major}.{minor}", DriverVersion());
    }

    // The library that nvidia-smi asks; it comes with the driver, but containers may lack it.
    private static unsafe string DriverVersion()
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvml" : "libnvidia-ml.so.1", out var management)
            || !NativeLibrary.TryGetExport(management, "nvmlInit_v2", out var init)
            || !NativeLibrary.TryGetExport(management, "nvmlSystemGetDriverVersion", out var version)
            || ((delegate* unmanaged[Cdecl]<int>)init)() != 0)
        {
            return "unknown";
        }

        var text = stackalloc byte[LongestName];
        return ((delegate* unmanaged[Cdecl]<byte*, uint, int>)version)(text, LongestName) == 0 ? Text(text) : "unknown";
    }

    private static unsafe string Text(byte* zeroTerminated) =>
        Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(zeroTerminated));
}
