using NetVips;

namespace Upright.Imaging;

/// <summary>Process-wide settings of libvips, made once before its first use.</summary>
internal static class VipsRuntime
{
    private static readonly Lazy<bool> Ready = new(() => NativeStart.Of(Start, "libvips", "NetVips.Native"));

    /// <summary>Makes sure that the settings are in force.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.MissingLibrary"/></exception>
    public static void Prepare() => _ = Ready.Value;

    private static bool Start()
    {
        // Every picture is decoded, used and dropped: a cache of operations would only hold its pixels longer.
        Cache.Max = 0;

        // Loaders are chosen by name from the signature; this keeps the unfuzzed ones shut if that ever slips.
        NetVips.NetVips.BlockUntrusted = true;

        // Warnings about single rows or tags would flood stderr; what matters comes back as an exception.
        Log.SetLogHandler("VIPS", NetVips.Enums.LogLevelFlags.Warning, static (_, _, _) => { });
        return true;
    }
}
