namespace Upright;

/// <summary>The order of the bytes of one pixel, 8 bits each, alpha not premultiplied.</summary>
public enum PixelFormat
{
    /// <summary>One byte: grey.</summary>
    Grey,

    /// <summary>Three bytes: red, green, blue (sRGB).</summary>
    Rgb,

    /// <summary>Three bytes: blue, green, red (sRGB).</summary>
    Bgr,

    /// <summary>Four bytes: red, green, blue, alpha.</summary>
    Rgba,

    /// <summary>Four bytes: blue, green, red, alpha.</summary>
    Bgra,
}
