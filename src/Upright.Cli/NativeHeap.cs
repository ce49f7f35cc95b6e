using System.Runtime.InteropServices;

namespace Upright.Cli;

/// <summary>The C library's heap, in which libvips and ONNX Runtime keep their pixels.</summary>
internal static class NativeHeap
{
    private const int ArenaMax = -8; // M_ARENA_MAX of malloc.h

    /// <summary>
    /// Lets glibc keep one heap for each processor instead of eight: each keeps what it once had, and on a busy machine, where
    /// many threads wait in the middle of their work, a run of many pictures came to use them all. Does nothing elsewhere.
    /// </summary>
    public static void KeepSmall()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "mallopt", out _))
        {
            _ = SetOption(ArenaMax, Environment.ProcessorCount);
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
