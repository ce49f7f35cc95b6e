using System.Numerics;
using System.Runtime.InteropServices;

namespace Upright.TextLines;

/// <summary>Scales a grey picture down by a whole factor: each new pixel is the mean of factor × factor old ones.</summary>
internal static class GreyReduction
{
    /// <summary>Whole blocks only: up to factor - 1 pixels at the right and bottom edge are left out.</summary>
    /// <param name="grey">Rows of bytes without gaps.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="factor">1 to 256; 1 and 2 are fastest.</param>
    public static Plane Reduce(ReadOnlySpan<byte> grey, int width, int height, int factor)
    {
        var result = new Plane(width / factor, height / factor);
        var sums = new ushort[width];
        for (var y = 0; y < result.Height; y++)
        {
            Array.Clear(sums);
            for (var i = 0; i < factor; i++)
            {
                ByteRows.Add(sums, grey.Slice(((y * factor) + i) * width, width));
            }

            var row = result.Row(y);
            AddColumns(sums, row, factor, factor switch { 1 => Convert(sums, row), 2 => AddPairs(sums, row), _ => 0 });
        }

        return result;
    }

    /// <summary>The sums as they are; returns how many were done, in whole vectors.</summary>
    private static int Convert(ReadOnlySpan<ushort> sums, Span<float> row)
    {
        var x = 0;
        for (; x <= row.Length - Vector<ushort>.Count; x += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(sums[x..]), out var low, out var high);
            Vector.ConvertToSingle(Vector.AsVectorInt32(low)).CopyTo(row[x..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(high)).CopyTo(row[(x + Vector<float>.Count)..]);
        }

        return x;
    }

    /// <summary>Quarters of the sums of neighbours; returns how many were done, in whole vectors.</summary>
    private static int AddPairs(ReadOnlySpan<ushort> sums, Span<float> row)
    {
        var pairs = MemoryMarshal.Cast<ushort, uint>(sums);
        ref var to = ref MemoryMarshal.GetReference(row);
        var x = 0;
        for (; x <= row.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var pair = new Vector<uint>(pairs[x..]);
            var sum = Vector.AsVectorInt32((pair & new Vector<uint>(0xFFFF)) + (pair >> 16));
            (Vector.ConvertToSingle(sum) * 0.25f).StoreUnsafe(ref to, (nuint)x);
        }

        return x;
    }

    private static void AddColumns(ReadOnlySpan<ushort> sums, Span<float> row, int factor, int done)
    {
        var scale = 1f / (factor * factor);
        for (var x = done; x < row.Length; x++)
        {
            var sum = 0;
            foreach (var value in sums.Slice(x * factor, factor))
            {
                sum += value;
            }

            row[x] = sum * scale;
        }
    }
}
