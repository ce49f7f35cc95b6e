using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Upright.Rectification;

/// <summary>Every kind of picture, on every processor: two pixels in one register, a band in each of its two times four floats.</summary>
/// <typeparam name="T">8 or 16 bits.</typeparam>
internal sealed unsafe class AnyResampler<T>(int bands, bool hasAlpha) : Resampler
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    // Where each float finds its pixel's alpha, and which of them are colours: all ones there, zeros elsewhere.
    private readonly Vector256<int> alphas = (Vector256<int>.Indices & Vector256.Create(4)) + Vector256.Create(bands - 1);
    private readonly Vector128<float> colours = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(bands - 1)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(byte* picture, nint stride, Walk walk, byte* target, int count)
    {
        var (x, y) = (walk.X, walk.Y);
        var singles = LanczosWeights.Singles;
        var pixel = (T*)target;
        for (var end = pixel + ((nint)count * bands); pixel < end; pixel += bands)
        {
            var across = singles + (LanczosWeights.SinglesPerPhase * (nint)((uint)x >> Walk.PhaseShift));
            var down = singles + (LanczosWeights.SinglesPerPhase * (nint)((uint)y >> Walk.PhaseShift));
            var row = picture + ((nint)(y >> Walk.Fraction) * stride) + ((nint)(x >> Walk.Fraction) * bands * sizeof(T));
            Store(hasAlpha ? SumByAlpha(row, stride, across, down) : Sum(row, stride, across, down), pixel);
            x += walk.StepX;
            y += walk.StepY;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<float> Sum(byte* row, nint stride, float* across, float* down)
    {
        Vector256<float> weights01 = Vector256.Load(across), weights23 = Vector256.Load(across + 8), weights45 = Vector256.Load(across + 16);
        var sums = Vector256<float>.Zero;
        for (var end = row + (LanczosWeights.Taps * stride); row != end; row += stride)
        {
            var first = (T*)row;
            var inRow = TwoPixels(first) * weights01;
            inRow = Vector256.MultiplyAddEstimate(TwoPixels(first + (2 * bands)), weights23, inRow);
            inRow = Vector256.MultiplyAddEstimate(TwoPixels(first + (4 * bands)), weights45, inRow);
            sums = Vector256.MultiplyAddEstimate(inRow, Vector256.Create(*down), sums);
            down += 4;
        }

        return sums.GetLower() + sums.GetUpper();
    }

    /// <summary>Colours of transparent pixels mean nothing and must not mix into their neighbours': each counts by its alpha.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<float> SumByAlpha(byte* row, nint stride, float* across, float* down)
    {
        Vector256<float> weighed = default, alpha = default;
        for (var end = row + (LanczosWeights.Taps * stride); row != end; row += stride)
        {
            Vector256<float> weighedInRow = default, alphaInRow = default;
            for (var tap = 0; tap < LanczosWeights.Taps; tap += 2)
            {
                var pixels = TwoPixels((T*)row + (tap * bands));
                var weights = Vector256.Load(across + (4 * tap)) * Vector256.ShuffleNative(pixels, alphas);
                weighedInRow = Vector256.MultiplyAddEstimate(pixels, weights, weighedInRow);
                alphaInRow += weights;
            }

            var weight = Vector256.Create(*down);
            weighed = Vector256.MultiplyAddEstimate(weighedInRow, weight, weighed);
            alpha = Vector256.MultiplyAddEstimate(alphaInRow, weight, alpha);
            down += 4;
        }

        var opacity = alpha.GetLower() + alpha.GetUpper();
        var each = Vector128.ConditionalSelect(colours, (weighed.GetLower() + weighed.GetUpper()) / opacity, opacity);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(opacity, Vector128<float>.Zero), each, Vector128<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> TwoPixels(T* first)
    {
        var second = first + bands;
        var samples = typeof(T) == typeof(byte)
            ? Vector256.WidenLower(Vector256.CreateScalarUnsafe(bands == 4 ? *(ulong*)first : *(uint*)first | ((ulong)*(uint*)second << 32)).AsByte())
            : (bands == 4 ? Vector128.Load((ushort*)first) : Vector128.Create(*(ulong*)first, *(ulong*)second).AsUInt16()).ToVector256Unsafe();
        return Vector256.ConvertToSingle(Vector256.WidenLower(samples).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Store(Vector128<float> sums, T* pixel)
    {
        var white = Vector128.Create(float.CreateTruncating(T.MaxValue));
        var rounded = Vector128.ConvertToInt32Native(Vector128.Round(Vector128.MaxNative(Vector128.MinNative(sums, white), Vector128<float>.Zero))).AsUInt32();
        var samples = Vector128.Narrow(rounded, rounded).AsUInt64().ToScalar();
        for (var band = 0; band < bands; band++)
        {
            pixel[band] = T.CreateTruncating(samples);
            samples >>= 16;
        }
    }
}
