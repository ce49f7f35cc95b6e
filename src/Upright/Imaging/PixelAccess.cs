namespace Upright.Imaging;

/// <summary>In which order the pixels of a picture will be asked for.</summary>
internal enum PixelAccess
{
    /// <summary>Once, from the top row down: decoding and encoding run side by side in little memory.</summary>
    Sequential,

    /// <summary>In any order, as turning needs: decoded first, to memory or, above libvips' threshold of 100 MB, to a temporary file.</summary>
    Random,
}
