using System.Numerics;

namespace Upright.TextLines;

/// <summary>Vectorised loops over rows of floats.</summary>
internal static class LaneMath
{
    /// <summary>Σ (v[i + 1] - v[i])².</summary>
    public static float DifferenceEnergy(ReadOnlySpan<float> values)
    {
        var total = Vector<float>.Zero;
        var i = 0;
        for (; i < values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var difference = new Vector<float>(values[(i + 1)..]) - new Vector<float>(values[i..]);
            total += difference * difference;
        }

        var sum = Vector.Sum(total);
        for (; i < values.Length - 1; i++)
        {
            var difference = values[i + 1] - values[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>Σ v[i]².</summary>
    public static float Energy(ReadOnlySpan<float> values)
    {
        var total = Vector<float>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = new Vector<float>(values[i..]);
            total += value * value;
        }

        var sum = Vector.Sum(total);
        for (; i < values.Length; i++)
        {
            sum += values[i] * values[i];
        }

        return sum;
    }

    /// <summary>sum[i] += row[i].</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> row)
    {
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + new Vector<float>(row[i..])).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += row[i];
        }
    }

    /// <summary>Adds a row to a sum, shifted by a fraction of a pixel: sum[i] += row(i + part), part in [0, 1).</summary>
    /// <remarks>
    /// Cubic B-spline weights, without the prefilter: they blur a little, and equally at every shift. Linear weights blur
    /// most at half a pixel, so that slopes which need whole shifts look sharper than their neighbours and attract the answer.
    /// </remarks>
    /// <param name="sum">The sum.</param>
    /// <param name="row">One value before the first and two after the last more than the sum has.</param>
    /// <param name="part">Fraction of a pixel.</param>
    public static void AddShifted(Span<float> sum, ReadOnlySpan<float> row, double part)
    {
        var rest = 1 - part;
        var a = (float)(rest * rest * rest / 6);
        var d = (float)(part * part * part / 6);
        var b = (float)((2.0 / 3) - (part * part) + (part * part * part / 2));
        var c = 1 - a - b - d;
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var outer = (new Vector<float>(row[i..]) * a) + (new Vector<float>(row[(i + 3)..]) * d);
            var inner = (new Vector<float>(row[(i + 1)..]) * b) + (new Vector<float>(row[(i + 2)..]) * c);
            (new Vector<float>(sum[i..]) + inner + outer).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += (row[i] * a) + (row[i + 1] * b) + (row[i + 2] * c) + (row[i + 3] * d);
        }
    }
}
