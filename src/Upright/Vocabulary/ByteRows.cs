using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Upright;

/// <summary>Sums over rows of bytes and over the colours of pixels, many at a time.</summary>
internal static class ByteRows
{
    private const byte N = 255; // of an index: nothing

    /// <summary>Adds a row of bytes to sums, of which 256 rows at most may be made.</summary>
    /// <param name="sums">As many as bytes.</param>
    /// <param name="row">The bytes.</param>
    public static void Add(Span<ushort> sums, ReadOnlySpan<byte> row)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(sums);
        var x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)x), out var low, out var high);
            var next = (nuint)(x + Vector<ushort>.Count);
            (Vector.LoadUnsafe(ref to, (nuint)x) + low).StoreUnsafe(ref to, (nuint)x);
            (Vector.LoadUnsafe(ref to, next) + high).StoreUnsafe(ref to, next);
        }

        for (; x < row.Length; x++)
        {
            sums[x] += row[x];
        }
    }

    /// <summary>Brightness (BT.601 weights) of pixels.</summary>
    /// <param name="pixels">Red, green and blue of one pixel after the other.</param>
    /// <param name="grey">A byte for each pixel.</param>
    public static void ToGrey(ReadOnlySpan<byte> pixels, Span<byte> grey)
    {
        const int Red = 77, Green = 150, Blue = 29; // of 256
        ref var from = ref MemoryMarshal.GetReference(pixels);
        ref var to = ref MemoryMarshal.GetReference(grey);
        var done = 0;
        for (; done <= grey.Length - Vector128<byte>.Count; done += Vector128<byte>.Count)
        {
            var at = (nuint)(3 * done);
            var first = Vector128.LoadUnsafe(ref from, at);
            var second = Vector128.LoadUnsafe(ref from, at + 16);
            var third = Vector128.LoadUnsafe(ref from, at + 32);
            var red = Vector128.Shuffle(first, Vector128.Create(0, 3, 6, 9, 12, 15, N, N, N, N, N, N, N, N, N, N))
                | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, N, 2, 5, 8, 11, 14, N, N, N, N, N))
                | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, N, 1, 4, 7, 10, 13));
            var green = Vector128.Shuffle(first, Vector128.Create(1, 4, 7, 10, 13, N, N, N, N, N, N, N, N, N, N, N))
                | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, 0, 3, 6, 9, 12, 15, N, N, N, N, N))
                | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, N, 2, 5, 8, 11, 14));
            var blue = Vector128.Shuffle(first, Vector128.Create(2, 5, 8, 11, 14, N, N, N, N, N, N, N, N, N, N, N))
                | Vector128.Shuffle(second, Vector128.Create(N, N, N, N, N, 1, 4, 7, 10, 13, N, N, N, N, N, N))
                | Vector128.Shuffle(third, Vector128.Create(N, N, N, N, N, N, N, N, N, N, 0, 3, 6, 9, 12, 15));
            var (low, high) = (Weighed(Vector128.WidenLower(red), Vector128.WidenLower(green), Vector128.WidenLower(blue)),
                Weighed(Vector128.WidenUpper(red), Vector128.WidenUpper(green), Vector128.WidenUpper(blue)));
            Vector128.Narrow(low, high).StoreUnsafe(ref to, (nuint)done);
        }

        for (; done < grey.Length; done++)
        {
            grey[done] = (byte)(((Red * pixels[3 * done]) + (Green * pixels[(3 * done) + 1]) + (Blue * pixels[(3 * done) + 2]) + 128) >> 8);
        }

        static Vector128<ushort> Weighed(Vector128<ushort> red, Vector128<ushort> green, Vector128<ushort> blue) =>
            ((red * Red) + (green * Green) + (blue * Blue) + Vector128.Create((ushort)128)) >>> 8;
    }
}
