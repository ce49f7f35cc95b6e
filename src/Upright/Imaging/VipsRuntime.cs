using NetVips;

namespace Upright.Imaging;

/// <summary>Process-wide settings of libvips, made once before its first use.</summary>
internal static class VipsRuntime
{
    static VipsRuntime()
    {
        // Every picture is decoded, used and dropped: a cache of operations would only hold its pixels longer.
        Cache.Max = 0;

        // Loaders are chosen by name from the signature; this keeps the unfuzzed ones shut if that ever slips.
        NetVips.NetVips.BlockUntrusted = true;

        // Warnings about single rows or tags would flood stderr; what matters comes back as an exception.
        Log.SetLogHandler("VIPS", NetVips.Enums.LogLevelFlags.Warning, static (_, _, _) => { });
    }

    /// <summary>Makes sure that the settings are in force.</summary>
    public static void Prepare()
    {
        // The static constructor has run by the time this returns.
    }
}
