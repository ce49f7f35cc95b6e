using System.Numerics;

namespace Upright.TextLines;

/// <summary>The mean over a square window, with the window cut off at the frame.</summary>
internal static class BoxMean
{
    /// <summary>Replaces the picture by its means over (2 · radius + 1)² pixels.</summary>
    public static void Smooth(Plane picture, int radius)
    {
        using var rows = new Plane(picture.Width, picture.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            SmoothRow(picture.Row(y), rows.Row(y), radius);
        }

        var sum = new float[picture.Width];
        for (var y = 0; y < Math.Min(radius, picture.Height); y++)
        {
            Add(sum, rows.Row(y), 1);
        }

        for (var y = 0; y < picture.Height; y++)
        {
            if (y + radius < picture.Height)
            {
                Add(sum, rows.Row(y + radius), 1);
            }

            if (y - radius - 1 >= 0)
            {
                Add(sum, rows.Row(y - radius - 1), -1);
            }

            var count = Math.Min(y + radius, picture.Height - 1) - Math.Max(y - radius, 0) + 1;
            Scale(sum, picture.Row(y), 1f / count);
        }
    }

    private static void SmoothRow(ReadOnlySpan<float> from, Span<float> to, int radius)
    {
        var sum = 0f;
        var count = 0;
        for (var x = 0; x < Math.Min(radius, from.Length); x++)
        {
            sum += from[x];
            count++;
        }

        for (var x = 0; x < from.Length; x++)
        {
            if (x + radius < from.Length)
            {
                sum += from[x + radius];
                count++;
            }

            if (x - radius - 1 >= 0)
            {
                sum -= from[x - radius - 1];
                count--;
            }

            to[x] = sum / count;
        }
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> row, float factor)
    {
        var x = 0;
        for (; x <= row.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            (new Vector<float>(sum[x..]) + (new Vector<float>(row[x..]) * factor)).CopyTo(sum[x..]);
        }

        for (; x < row.Length; x++)
        {
            sum[x] += row[x] * factor;
        }
    }

    private static void Scale(ReadOnlySpan<float> from, Span<float> to, float factor)
    {
        var x = 0;
        for (; x <= from.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            (new Vector<float>(from[x..]) * factor).CopyTo(to[x..]);
        }

        for (; x < from.Length; x++)
        {
            to[x] = from[x] * factor;
        }
    }
}
