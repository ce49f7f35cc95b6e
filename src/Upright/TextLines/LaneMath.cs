using System.Numerics;
using System.Runtime.InteropServices;

namespace Upright.TextLines;

/// <summary>Vectorised loops over rows of floats. Rows given together must be as long as their first, or longer.</summary>
internal static class LaneMath
{
    private static readonly int Lanes = Vector<float>.Count;

    /// <summary>Σ v[i]².</summary>
    public static float Energy(ReadOnlySpan<float> values)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        var total = Vector<float>.Zero;
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var value = Vector.LoadUnsafe(ref v, (nuint)i);
            total = Vector.FusedMultiplyAdd(value, value, total);
        }

        var sum = Vector.Sum(total);
        for (; i < values.Length; i++)
        {
            sum += values[i] * values[i];
        }

        return sum;
    }

    /// <summary>Σ (v[i + 1] - v[i])².</summary>
    public static float DifferenceEnergy(ReadOnlySpan<float> values)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        var total = Vector<float>.Zero;
        var i = 0;
        for (; i < values.Length - Lanes; i += Lanes)
        {
            var difference = Vector.LoadUnsafe(ref v, (nuint)(i + 1)) - Vector.LoadUnsafe(ref v, (nuint)i);
            total = Vector.FusedMultiplyAdd(difference, difference, total);
        }

        var sum = Vector.Sum(total);
        for (; i < values.Length - 1; i++)
        {
            var difference = values[i + 1] - values[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>sum[i] = a[i] + factor · b[i].</summary>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float factor, Span<float> sum)
    {
        var length = Math.Min(sum.Length, Math.Min(a.Length, b.Length));
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var result = ref MemoryMarshal.GetReference(sum);
        var times = new Vector<float>(factor);
        var i = 0;
        for (; i <= length - Lanes; i += Lanes)
        {
            var added = Vector.FusedMultiplyAdd(
                Vector.LoadUnsafe(ref second, (nuint)i), times, Vector.LoadUnsafe(ref first, (nuint)i));
            added.StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < length; i++)
        {
            sum[i] = a[i] + (factor * b[i]);
        }
    }

    /// <summary>to[i] = the sum of the eleven values from[i - 5] to from[i + 5].</summary>
    /// <param name="from">Starts five values before the first result and ends five after the last.</param>
    /// <param name="to">The results.</param>
    public static void SumEleven(ReadOnlySpan<float> from, Span<float> to)
    {
        var length = Math.Min(to.Length, from.Length - 10);
        ref var v = ref MemoryMarshal.GetReference(from);
        ref var result = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= length - Lanes; i += Lanes)
        {
            var sum = Vector.LoadUnsafe(ref v, (nuint)i);
            for (var k = 1; k < 11; k++)
            {
                sum += Vector.LoadUnsafe(ref v, (nuint)(i + k));
            }

            sum.StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < length; i++)
        {
            var sum = 0f;
            foreach (var value in from.Slice(i, 11))
            {
                sum += value;
            }

            to[i] = sum;
        }
    }

    /// <summary>Adds a row to a sum, shifted by a fraction of a pixel: sum[i] += row(i + 1 + part), part in [0, 1).</summary>
    /// <remarks>
    /// Cubic B-spline weights, without the prefilter: they blur a little, and equally at every shift. Linear weights blur
    /// most at half a pixel, so that slopes which need whole shifts look sharper than their neighbours and attract the answer.
    /// </remarks>
    /// <param name="sum">The sum.</param>
    /// <param name="row">Three values more than the sum has: one before, two after.</param>
    /// <param name="part">Fraction of a pixel.</param>
    public static void AddShifted(Span<float> sum, ReadOnlySpan<float> row, double part)
    {
        var rest = 1 - part;
        var a = (float)(rest * rest * rest / 6);
        var d = (float)(part * part * part / 6);
        var b = (float)((2.0 / 3) - (part * part) + (part * part * part / 2));
        var c = 1 - a - b - d;
        var length = Math.Min(sum.Length, row.Length - 3);
        ref var v = ref MemoryMarshal.GetReference(row);
        ref var result = ref MemoryMarshal.GetReference(sum);
        var (va, vb, vc, vd) = (new Vector<float>(a), new Vector<float>(b), new Vector<float>(c), new Vector<float>(d));
        var i = 0;
        for (; i <= length - Lanes; i += Lanes)
        {
            var total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref v, (nuint)i), va, Vector.LoadUnsafe(ref result, (nuint)i));
            total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref v, (nuint)(i + 1)), vb, total);
            total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref v, (nuint)(i + 2)), vc, total);
            total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref v, (nuint)(i + 3)), vd, total);
            total.StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < length; i++)
        {
            sum[i] += (row[i] * a) + (row[i + 1] * b) + (row[i + 2] * c) + (row[i + 3] * d);
        }
    }
}
