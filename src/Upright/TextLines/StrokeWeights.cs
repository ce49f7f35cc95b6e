using System.Numerics;
using System.Runtime.InteropServices;

namespace Upright.TextLines;

/// <summary>Weighs gradients by what surrounds them: 1 over their strength in a small window, nothing where all point one way, or where they do not.</summary>
/// <remarks>One pass over the rows; sums over the window are kept for eleven rows at a time and never for the picture.</remarks>
internal sealed class StrokeWeights
{
    /// <summary>The window reaches this far on each side, in pixels: about a line of book text at work.</summary>
    private const int Radius = 5;

    private const int Window = (2 * Radius) + 1;

    /// <summary>Grey levels over two pixels below which a gradient counts as noise.</summary>
    private const float NoiseFloor = 6;

    /// <summary>Coherence up to which a window is taken for letters, and from which for an edge; between them, in proportion.</summary>
    private const float Letters = 0.75f;
    private const float Edge = 0.92f;

    private readonly int _width;
    private readonly float[][] _rows = new float[3 * Window][]; // window sums along each row: three products, eleven rows
    private readonly float[][] _sums = new float[3][]; // of eleven rows
    private readonly float[] _products; // one row with room for the window on either side

    private StrokeWeights(int width)
    {
        _width = width;
        _products = new float[width + (2 * Radius)];
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = new float[width];
        }

        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] = new float[width];
        }
    }

    /// <summary>Weighs both gradients in place.</summary>
    public static void Apply(Plane across, Plane down, StrokeKind kind)
    {
        var weights = new StrokeWeights(across.Width);
        for (var y = 0; y < across.Height + Radius; y++)
        {
            var oldest = y % Window;
            for (var product = 0; product < 3; product++)
            {
                var row = weights._rows[(3 * oldest) + product];
                LaneMath.Add(weights._sums[product], row, -1, weights._sums[product]);
                if (y < across.Height)
                {
                    weights.Multiply(across.Row(y), down.Row(y), product);
                    LaneMath.SumEleven(weights._products, row);
                    LaneMath.Add(weights._sums[product], row, 1, weights._sums[product]);
                }
                else
                {
                    Array.Clear(row);
                }
            }

            if (y >= Radius)
            {
                weights.Weigh(across.Row(y - Radius), down.Row(y - Radius), kind);
            }
        }
    }

    /// <summary>One row of gx² + gy², gx² - gy² or gx · gy.</summary>
    private void Multiply(ReadOnlySpan<float> across, ReadOnlySpan<float> down, int product)
    {
        var result = _products.AsSpan(Radius, _width);
        var sign = product == 0 ? 1 : -1;
        var done = 0;
        for (; done <= _width - Vector<float>.Count; done += Vector<float>.Count)
        {
            var gx = new Vector<float>(across[done..]);
            var gy = new Vector<float>(down[done..]);
            var value = product == 2 ? gx * gy : (gx * gx) + (gy * gy * sign);
            value.CopyTo(result[done..]);
        }
    }

    private void Weigh(Span<float> across, Span<float> down, StrokeKind kind)
    {
        const float Area = Window * Window;
        ref var strengths = ref MemoryMarshal.GetArrayDataReference(_sums[0]);
        ref var differences = ref MemoryMarshal.GetArrayDataReference(_sums[1]);
        ref var products = ref MemoryMarshal.GetArrayDataReference(_sums[2]);
        ref var gx = ref MemoryMarshal.GetReference(across);
        ref var gy = ref MemoryMarshal.GetReference(down);
        var done = 0;
        for (; done <= _width - Vector<float>.Count; done += Vector<float>.Count)
        {
            var x = (nuint)done;
            var strength = Vector.Max(Vector.LoadUnsafe(ref strengths, x) * (1 / Area), Vector<float>.Zero);
            var difference = Vector.LoadUnsafe(ref differences, x) * (1 / Area);
            var cross = Vector.LoadUnsafe(ref products, x) * (2 / Area);
            var coherent = Vector.SquareRoot((difference * difference) + (cross * cross));
            var coherence = coherent / (strength + Vector<float>.One);
            var keep = (new Vector<float>(Edge) - coherence) * (1 / (Edge - Letters));
            keep = Vector.Min(Vector.Max(keep, Vector<float>.Zero), Vector<float>.One);
            keep = kind == StrokeKind.Rules ? Vector<float>.One - keep : keep;
            var weight = keep / (Vector.SquareRoot(strength) + new Vector<float>(NoiseFloor));
            (Vector.LoadUnsafe(ref gx, x) * weight).StoreUnsafe(ref gx, x);
            (Vector.LoadUnsafe(ref gy, x) * weight).StoreUnsafe(ref gy, x);
        }

        // What is left at the right edge is narrower than a letter.
        across[done..].Clear();
        down[done..].Clear();
    }
}
