using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Upright.Rectification;

/// <summary>Every kind of picture, on every processor: one pixel in one register, a band in each of its four floats.</summary>
/// <typeparam name="T">8 or 16 bits.</typeparam>
internal sealed unsafe class AnyResampler<T>(int bands, bool hasAlpha) : Resampler
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly Vector128<float> White = Vector128.Create(float.CreateTruncating(T.MaxValue));

    // All ones in the colours' places, zeros in the alpha's.
    private readonly Vector128<float> colours = hasAlpha ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(bands - 1)).AsSingle() : default;
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
            var sums = Vector128<float>.Zero;
            for (var i = 0; i < LanczosWeights.Taps; i++)
            {
                sums = Vector128.MultiplyAddEstimate(Row((T*)row, across), Vector128.Load(down + (4 * i)), sums);
                row += stride;
            }

            Store(sums, pixel);
            x += walk.StepX;
            y += walk.StepY;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Row(T* first, float* across)
    {
        var sums = Vector128<float>.Zero;
        for (var i = 0; i < LanczosWeights.Taps; i++)
        {
            var pixel = Load(first + (bands * i));
            // Colours of transparent pixels mean nothing and must not mix into their neighbours': each counts by its alpha.
            var counted = hasAlpha ? Vector128.ConditionalSelect(colours, pixel * Vector128.Shuffle(pixel, alphas), pixel) : pixel;
            sums = Vector128.MultiplyAddEstimate(counted, Vector128.Load(across + (4 * i)), sums);
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector128<float> sums, T* pixel)
    {
        if (hasAlpha)
        {
            var alpha = Vector128.Shuffle(sums, alphas);
            var each = Vector128.ConditionalSelect(colours, sums / alpha, sums);
            sums = Vector128.ConditionalSelect(Vector128.GreaterThan(alpha, Vector128<float>.Zero), each, Vector128<float>.Zero);
        }

        var rounded = Vector128.ConvertToInt32(Vector128.Round(Vector128.Clamp(sums, Vector128<float>.Zero, White)));
        for (var band = 0; band < bands; band++)
        {
            pixel[band] = T.CreateTruncating(rounded[band]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(T* pixel)
    {
        var samples = typeof(T) == typeof(byte)
            ? Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)pixel).AsByte())
            : Vector128.CreateScalarUnsafe(*(ulong*)pixel).AsUInt16();
        return Vector128.ConvertToSingle(Vector128.WidenLower(samples).AsInt32());
    }
}
