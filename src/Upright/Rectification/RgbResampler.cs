using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Upright.Rectification;

/// <summary>8-bit RGB by AVX2: two rows of the picture at a time, one in each half of a register.</summary>
internal sealed unsafe class RgbResampler : Resampler
{
    private const int Bands = 3;

    // Bytes 0 to 15 hold pixels 0 to 4 and bytes 2 to 17 end with pixels 4 and 5.
    // Each shuffle puts two neighbours' bands side by side, as numbers of 16 bits: R R G G B B 0 0.
    private static readonly Vector256<byte> Pixels0And1 = Pairs(0);
    private static readonly Vector256<byte> Pixels2And3 = Pairs(2 * Bands);
    private static readonly Vector256<byte> Pixels4And5 = Pairs((4 * Bands) - 2);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(byte* picture, nint stride, Walk walk, byte* target, int count)
    {
        var (x, y) = (walk.X, walk.Y);
        var integers = LanczosWeights.Integers;
        var singles = LanczosWeights.Singles;
        var shuffles = (Pixels0And1, Pixels2And3, Pixels4And5);
        var unit = Vector128.Create(1f / (1 << LanczosWeights.SumBits));
        for (var end = target + ((nint)count * Bands); target < end; target += Bands)
        {
            var across = (int*)(integers + (LanczosWeights.IntegersPerPhase * (nint)((uint)x >> Walk.PhaseShift)));
            var down = singles + (LanczosWeights.SinglesPerPhase * (nint)((uint)y >> Walk.PhaseShift));
            var weights = (Vector256.Create(across[0]).AsInt16(), Vector256.Create(across[1]).AsInt16(), Vector256.Create(across[2]).AsInt16());

            var row = picture + ((nint)(y >> Walk.Fraction) * stride) + ((nint)(x >> Walk.Fraction) * Bands);
            var sums = TwoRows(row, stride, shuffles, weights) * Vector256.Load(down);
            row += 2 * stride;
            sums = Fma.MultiplyAdd(TwoRows(row, stride, shuffles, weights), Vector256.Load(down + 8), sums);
            row += 2 * stride;
            sums = Fma.MultiplyAdd(TwoRows(row, stride, shuffles, weights), Vector256.Load(down + 16), sums);

            var rounded = Sse2.ConvertToVector128Int32((sums.GetLower() + sums.GetUpper()) * unit);
            var shorts = Sse2.PackSignedSaturate(rounded, rounded);
            var pixel = Sse2.PackUnsignedSaturate(shorts, shorts).AsUInt32().ToScalar();
            *(ushort*)target = (ushort)pixel;
            target[2] = (byte)(pixel >> 16);
            x += walk.StepX;
            y += walk.StepY;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TwoRows(
        byte* row,
        nint stride,
        (Vector256<byte> Pixels0And1, Vector256<byte> Pixels2And3, Vector256<byte> Pixels4And5) shuffles,
        (Vector256<short> Of0And1, Vector256<short> Of2And3, Vector256<short> Of4And5) weights)
    {
        var first = Vector256.Create(Vector128.Load(row), Vector128.Load(row + stride));
        var last = Vector256.Create(Vector128.Load(row + 2), Vector128.Load(row + stride + 2));
        var sums = Avx2.MultiplyAddAdjacent(Avx2.Shuffle(first, shuffles.Pixels0And1).AsInt16(), weights.Of0And1)
            + Avx2.MultiplyAddAdjacent(Avx2.Shuffle(first, shuffles.Pixels2And3).AsInt16(), weights.Of2And3)
            + Avx2.MultiplyAddAdjacent(Avx2.Shuffle(last, shuffles.Pixels4And5).AsInt16(), weights.Of4And5);
        return Avx.ConvertToVector256Single(sums);
    }

    private static Vector256<byte> Pairs(int first)
    {
        const byte Zero = 0x80;
        var half = Vector128.Create([.. Enumerable.Range(0, 16).Select(i => i % 2 == 1 || i >= 12 ? Zero : (byte)(first + (i / 4) + (Bands * (i / 2 % 2))))]);
        return Vector256.Create(half, half);
    }
}
