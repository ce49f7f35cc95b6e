using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Upright.Network;

/// <summary>A picture's colours at points between its pixels, all channels at once.</summary>
internal readonly ref struct BilinearSampler
{
    private readonly ReadOnlySpan<byte> pixels;
    private readonly int width;
    private readonly int height;
    private readonly int channels;

    public BilinearSampler(PixelBuffer picture)
    {
        (width, height, channels) = (picture.Width, picture.Height, picture.Channels);
        // Four bytes are read for each pixel.
        pixels = picture.Pixels.Length < sizeof(uint) ? [.. picture.Pixels, 0, 0, 0] : picture.Pixels;
    }

    /// <summary>Red, green, blue and a number without meaning, each 0 to 255; beyond the picture its edge goes on.</summary>
    public Vector128<float> At(double x, double y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        int left = (int)x, top = (int)y;
        var right = left + 1 < width ? channels : 0;
        var below = top + 1 < height ? width * channels : 0;
        var across = Vector128.Create((float)(x - left));
        var at = ((top * width) + left) * channels;
        var upper = Pixel(at);
        upper += across * (Pixel(at + right) - upper);
        var lower = Pixel(at + below);
        lower += across * (Pixel(at + right + below) - lower);
        return upper + (Vector128.Create((float)(y - top)) * (lower - upper));
    }

    private Vector128<float> Pixel(int index)
    {
        if (channels == 1)
        {
            return Vector128.Create((float)pixels[index]);
        }

        var start = Math.Min(index, pixels.Length - sizeof(uint)); // the last pixel has no byte behind it
        var bytes = MemoryMarshal.Read<uint>(pixels[start..]) >> (8 * (index - start));
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte())).AsInt32());
    }
}
