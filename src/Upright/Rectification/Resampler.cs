using System.Runtime.Intrinsics.X86;

namespace Upright.Rectification;

/// <summary>Takes values between the pixels of a picture by <see cref="LanczosWeights"/>.</summary>
internal abstract unsafe class Resampler
{
    /// <summary>How many bands a picture may have, alpha included.</summary>
    public const int MostBands = 4;

    /// <summary>How many pixels behind the kernel's last one may be read (and are ignored), so that whole registers can be loaded.</summary>
    public const int ReadsBehind = 3;

    /// <summary>The fastest there is on this machine for a kind of picture.</summary>
    /// <param name="bands">1 to <see cref="MostBands"/>, alpha included.</param>
    /// <param name="wide">Whether samples have 16 bits, not 8.</param>
    /// <param name="hasAlpha">Whether the last band is alpha.</param>
    public static Resampler For(int bands, bool wide, bool hasAlpha) => (bands, wide, hasAlpha) switch
    {
        (1, false, false) when Avx2.IsSupported => new GreyResampler(),
        (3, false, false) when Avx2.IsSupported => new RgbResampler(),
        (_, false, _) => new AnyResampler<byte>(bands, hasAlpha),
        _ => new AnyResampler<ushort>(bands, hasAlpha),
    };

    /// <summary>Resamples along a walk. Every kernel on it, and <see cref="ReadsBehind"/> pixels more, must lie in the picture.</summary>
    /// <param name="picture">The picture's first byte.</param>
    /// <param name="stride">Bytes from one of its rows to the next.</param>
    /// <param name="walk">Where to begin, and the steps.</param>
    /// <param name="target">Gets the pixels, each right behind the one before.</param>
    /// <param name="count">How many pixels.</param>
    public abstract void Run(byte* picture, nint stride, Walk walk, byte* target, int count);
}
