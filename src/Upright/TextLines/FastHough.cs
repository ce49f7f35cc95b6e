namespace Upright.TextLines;

/// <summary>
/// The fast Hough (discrete Radon) transform: sums along all lines that cross a strip with a rise of 0 to n - 1 pixels,
/// in n · log₂ n additions a pixel row instead of n².
/// </summary>
/// <remarks>M. L. Brady, "A fast discrete approximation algorithm for the Radon transform", SIAM J. Computing 27 (1998).</remarks>
internal static class FastHough
{
    /// <summary>Transforms n columns, each contiguous and of the same length; n is a power of two.</summary>
    /// <param name="columns">n columns one after the other; used as working space.</param>
    /// <param name="other">As much working space again.</param>
    /// <param name="n">Columns in the strip.</param>
    /// <param name="length">Values in a column.</param>
    /// <param name="downwards">True where lines go down from the left column to the right one.</param>
    /// <returns>n rows, by rise; in each, the sum along the line that starts at that place of the left column.</returns>
    public static Span<float> Transform(Span<float> columns, Span<float> other, int n, int length, bool downwards)
    {
        for (var half = 1; half < n; half *= 2)
        {
            for (var block = 0; block < n; block += 2 * half)
            {
                for (var rise = 0; rise < half; rise++)
                {
                    var left = columns.Slice((block + rise) * length, length);
                    var right = columns.Slice((block + half + rise) * length, length);
                    AddShifted(left, right, rise, downwards, other.Slice((block + (2 * rise)) * length, length));
                    AddShifted(left, right, rise + 1, downwards, other.Slice((block + (2 * rise) + 1) * length, length));
                }
            }

            var swap = columns;
            columns = other;
            other = swap;
        }

        return columns;
    }

    private static void AddShifted(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int shift, bool downwards, Span<float> sum)
    {
        var inside = left.Length - shift;
        if (downwards)
        {
            LaneMath.Add(left[..inside], right[shift..], 1, sum[..inside]);
            left[inside..].CopyTo(sum[inside..]);
        }
        else
        {
            left[..shift].CopyTo(sum[..shift]);
            LaneMath.Add(left[shift..], right[..inside], 1, sum[shift..]);
        }
    }
}
