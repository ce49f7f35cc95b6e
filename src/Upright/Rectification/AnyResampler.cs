using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Upright.Rectification;

/// <summary>Every kind of picture, on every processor: a pixel in one register, a band in each of its four floats.</summary>
/// <typeparam name="T">8 or 16 bits.</typeparam>
internal sealed unsafe class AnyResampler<T>(int bands, bool hasAlpha) : Resampler
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    // All ones for the floats that are colours, zeros for the others; and where each finds its pixel's alpha.
    private readonly Vector128<float> colours = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(bands - 1)).AsSingle();
    private readonly Vector128<int> alphas = Vector128.Create(bands - 1);

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
        var sums = Vector128<float>.Zero;
        for (var end = row + (LanczosWeights.Taps * stride); row != end; row += stride)
        {
            var inRow = Vector128<float>.Zero;
            for (var tap = 0; tap < LanczosWeights.Taps; tap++)
            {
                inRow = Vector128.MultiplyAddEstimate(Load((T*)row + (tap * bands)), Vector128.Load(across + (4 * tap)), inRow);
            }

            sums = Vector128.MultiplyAddEstimate(inRow, Vector128.Load(down), sums);
            down += 4;
        }

        return sums;
    }

    /// <summary>Colours of transparent pixels mean nothing and must not mix into their neighbours': each counts by its alpha.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<float> SumByAlpha(byte* row, nint stride, float* across, float* down)
    {
        Vector128<float> weighed = default, alpha = default;
        for (var end = row + (LanczosWeights.Taps * stride); row != end; row += stride)
        {
            Vector128<float> weighedInRow = default, alphaInRow = default;
            for (var tap = 0; tap < LanczosWeights.Taps; tap++)
            {
                var pixel = Load((T*)row + (tap * bands));
                var weight = Vector128.Load(across + (4 * tap)) * Vector128.ShuffleNative(pixel, alphas);
                weighedInRow = Vector128.MultiplyAddEstimate(pixel, weight, weighedInRow);
                alphaInRow += weight;
            }

            weighed = Vector128.MultiplyAddEstimate(weighedInRow, Vector128.Load(down), weighed);
            alpha = Vector128.MultiplyAddEstimate(alphaInRow, Vector128.Load(down), alpha);
            down += 4;
        }

        var each = Vector128.ConditionalSelect(colours, weighed / alpha, alpha);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(alpha, Vector128<float>.Zero), each, Vector128<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(T* pixel)
    {
        var samples = typeof(T) == typeof(byte)
            ? Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)pixel).AsByte())
            : Vector128.CreateScalarUnsafe(*(ulong*)pixel).AsUInt16();
        return Vector128.ConvertToSingle(Vector128.WidenLower(samples).AsInt32());
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
