using ImageMagick;

namespace Upright.Imaging;

/// <summary>ImageMagick, 30 MB of native code, brought in when the first file comes that only it reads.</summary>
internal static class MagickRuntime
{
    private static readonly Lazy<bool> Ready = new(() => NativeStart.Of(Start, "ImageMagick", "Magick.NET-Q8-AnyCPU"));

    /// <summary>Makes sure that it is there.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.MissingLibrary"/></exception>
    public static void Prepare() => _ = Ready.Value;

    // Its first call. Settings of the process are left alone: the application may use ImageMagick too.
    private static bool Start() => MagickNET.Version.Length > 0 && ResourceLimits.Width > 0;
}
