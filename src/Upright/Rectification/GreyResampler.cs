using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Upright.Rectification;

/// <summary>8-bit grey by AVX2: two rows of the picture at a time, one in each half of a register.</summary>
internal sealed unsafe class GreyResampler : Resampler
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(byte* picture, nint stride, Walk walk, byte* target, int count)
    {
        var (x, y) = (walk.X, walk.Y);
        var integers = LanczosWeights.Integers;
        var singles = LanczosWeights.Singles;
        const float Unit = 1f / (1 << LanczosWeights.SumBits);
        for (var end = target + count; target < end; target++)
        {
            var half = Vector128.Load(integers + (LanczosWeights.IntegersPerPhase * (nint)((uint)x >> Walk.PhaseShift)));
            var across = Vector256.Create(half, half);
            var down = singles + (LanczosWeights.SinglesPerPhase * (nint)((uint)y >> Walk.PhaseShift));

            var row = picture + ((nint)(y >> Walk.Fraction) * stride) + (nint)(x >> Walk.Fraction);
            var sums = TwoRows(row, stride, across) * Vector256.Load(down);
            row += 2 * stride;
            sums = Fma.MultiplyAdd(TwoRows(row, stride, across), Vector256.Load(down + 8), sums);
            row += 2 * stride;
            sums = Fma.MultiplyAdd(TwoRows(row, stride, across), Vector256.Load(down + 16), sums);

            var value = Sse.ConvertToInt32(Vector128.CreateScalarUnsafe(Vector128.Sum(sums.GetLower() + sums.GetUpper()) * Unit));
            *target = (byte)Math.Clamp(value, byte.MinValue, byte.MaxValue);
            x += walk.StepX;
            y += walk.StepY;
        }
    }

    // Four sums of two pixels in each half; the last two pixels of eight have no weight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TwoRows(byte* row, nint stride, Vector256<short> across)
    {
        var rows = Vector128.Create(*(ulong*)row, *(ulong*)(row + stride)).AsByte();
        return Avx.ConvertToVector256Single(Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(rows), across));
    }
}
