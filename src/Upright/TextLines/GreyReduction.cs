using System.Numerics;

namespace Upright.TextLines;

/// <summary>Scales a grey picture down by a whole factor: each new pixel is the mean of factor × factor old ones.</summary>
internal static class GreyReduction
{
    /// <summary>Whole blocks only: up to factor - 1 pixels at the right and bottom edge are left out.</summary>
    public static Plane Reduce(ReadOnlySpan<byte> grey, int width, int height, int factor)
    {
        var result = new Plane(width / factor, height / factor);
        var sums = new ushort[width];
        for (var y = 0; y < result.Height; y++)
        {
            Array.Clear(sums);
            for (var i = 0; i < factor; i++)
            {
                AddRow(sums, grey.Slice(((y * factor) + i) * width, width));
            }

            AddColumns(sums, result.Row(y), factor);
        }

        return result;
    }

    private static void AddRow(Span<ushort> sums, ReadOnlySpan<byte> row)
    {
        var x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out var low, out var high);
            (new Vector<ushort>(sums[x..]) + low).CopyTo(sums[x..]);
            var second = sums[(x + Vector<ushort>.Count)..];
            (new Vector<ushort>(second) + high).CopyTo(second);
        }

        for (; x < row.Length; x++)
        {
            sums[x] += row[x];
        }
    }

    private static void AddColumns(ReadOnlySpan<ushort> sums, Span<float> row, int factor)
    {
        var scale = 1f / (factor * factor);
        for (var x = 0; x < row.Length; x++)
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
