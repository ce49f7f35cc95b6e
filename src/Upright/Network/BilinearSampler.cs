using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Upright.Network;

/// <summary>The colours of a picture between its pixels, all channels at once, for views that are turned and scaled.</summary>
internal readonly ref struct BilinearSampler
{
    private readonly ReadOnlySpan<byte> pixels;
    private readonly int width;
    private readonly int height;
    private readonly int channels;
    private readonly double centreX;
    private readonly double centreY;
    private readonly double cos;
    private readonly double sin;
    private readonly double across;
    private readonly double down;
    private readonly double reach;

    /// <summary>Prepares to sample a view of a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="centreX">The view's centre in the picture's pixels, 0 at the left edge.</param>
    /// <param name="centreY">The view's centre in the picture's pixels, 0 at the upper edge.</param>
    /// <param name="turned">How far the picture is turned clockwise before it is looked at, degrees.</param>
    /// <param name="pixel">Pixels of the picture for each pixel of the view.</param>
    public BilinearSampler(PixelBuffer picture, double centreX, double centreY, double turned, double pixel)
    {
        (this.centreX, this.centreY) = (centreX - 0.5, centreY - 0.5); // pixels' centres from here on
        (width, height, channels) = (picture.Width, picture.Height, picture.Channels);
        // Four bytes are read for each pixel.
        pixels = picture.Pixels.Length < sizeof(uint) ? [.. picture.Pixels, 0, 0, 0] : picture.Pixels;
        (sin, cos) = Math.SinCos(double.DegreesToRadians(turned));
        (across, down) = (cos * pixel / 4, sin * pixel / 4);
        reach = Math.Abs(across) + Math.Abs(down);
    }

    /// <summary>Red, green, blue and a number without meaning, each 0 to 255: four times the mean of the four quarters of a view's pixel; beyond the picture its edge goes on.</summary>
    /// <param name="u">To the right of the view's centre, in the picture's pixels.</param>
    /// <param name="v">Below it.</param>
    public Vector128<float> Sum(double u, double v)
    {
        var (x, y) = Place(u, v);
        // Two pixels further right there still are some, so that four bytes may be read of each.
        return x - reach >= 0 && x + reach < width - 2 && y - reach >= 0 && y + reach < height - 1
            ? Inside(x - across - down, y + down - across) + Inside(x + across - down, y - down - across)
                + Inside(x - across + down, y + down + across) + Inside(x + across + down, y - down + across)
            : Anywhere(x - across - down, y + down - across) + Anywhere(x + across - down, y - down - across)
                + Anywhere(x - across + down, y + down + across) + Anywhere(x + across + down, y - down + across);
    }

    /// <summary>The colour at one point alone.</summary>
    /// <inheritdoc cref="Sum"/>
    public Vector128<float> At(double u, double v)
    {
        var (x, y) = Place(u, v);
        return Anywhere(x, y);
    }

    private (double X, double Y) Place(double u, double v) => (centreX + (cos * u) + (sin * v), centreY - (sin * u) + (cos * v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Inside(double x, double y)
    {
        int left = (int)x, top = (int)y;
        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), (nint)(((top * width) + left) * channels));
        ref var below = ref Unsafe.Add(ref at, (nint)(width * channels));
        var (part, rest) = ((float)(x - left), (float)(y - top));
        if (channels == 1)
        {
            var upper = at + (part * (Unsafe.Add(ref at, 1) - at));
            var lower = below + (part * (Unsafe.Add(ref below, 1) - below));
            return Vector128.Create(upper + (rest * (lower - upper)));
        }

        return Between(Colour(ref at), Colour(ref Unsafe.Add(ref at, channels)), Colour(ref below), Colour(ref Unsafe.Add(ref below, channels)), part, rest);
    }

    private Vector128<float> Anywhere(double x, double y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        int left = (int)x, top = (int)y;
        var right = left + 1 < width ? channels : 0;
        var below = top + 1 < height ? width * channels : 0;
        var at = ((top * width) + left) * channels;
        return Between(Pixel(at), Pixel(at + right), Pixel(at + below), Pixel(at + right + below), (float)(x - left), (float)(y - top));
    }

    private Vector128<float> Pixel(int index)
    {
        if (channels == 1)
        {
            return Vector128.Create((float)pixels[index]);
        }

        var start = Math.Min(index, pixels.Length - sizeof(uint)); // the last pixel has no byte behind it
        return Colour(MemoryMarshal.Read<uint>(pixels[start..]) >> (8 * (index - start)));
    }

    private static Vector128<float> Between(Vector128<float> left, Vector128<float> right, Vector128<float> belowLeft, Vector128<float> belowRight, float across, float down)
    {
        var upper = left + (across * (right - left));
        var lower = belowLeft + (across * (belowRight - belowLeft));
        return upper + (down * (lower - upper));
    }

    private static Vector128<float> Colour(ref byte pixel) => Colour(Unsafe.ReadUnaligned<uint>(ref pixel));

    private static Vector128<float> Colour(uint bytes) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte())).AsInt32());
}
