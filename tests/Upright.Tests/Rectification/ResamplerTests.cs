using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using CsCheck;
using Upright.Rectification;

namespace Upright.Tests.Rectification;

public sealed unsafe class ResamplerTests
{
    private const int Columns = 40;
    private const int Rows = 30;

    [Fact]
    public void TheWeightsOfEveryPhaseSumUpToOneAndAreEachOthersMirror()
    {
        const int Phases = 1 << LanczosWeights.PhaseBits;
        for (var phase = 0; phase < Phases; phase++)
        {
            var weights = WeightsOf(phase);
            Assert.Equal(1, weights.Sum());
            Assert.Equal(weights[..LanczosWeights.Taps], Enumerable.Range(0, LanczosWeights.Taps).Select(tap => (double)LanczosWeights.Singles[(phase * LanczosWeights.SinglesPerPhase) + (4 * tap)]));
            if (phase != 0 && phase != Phases / 2)
            {
                Assert.Equal(weights, WeightsOf(Phases - phase).Reverse());
            }
        }

        Assert.Equal([0, 0, 1, 0, 0, 0], WeightsOf(0));
    }

    public static TheoryData<string, int, bool, bool> Ways => new()
    {
        { "grey", 1, false, false },
        { "rgb", 3, false, false },
        { "any", 1, false, false },
        { "any", 2, false, true },
        { "any", 3, false, false },
        { "any", 4, false, true },
        { "any", 1, true, false },
        { "any", 2, true, true },
        { "any", 3, true, false },
        { "any", 4, true, true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void EveryWayGivesWhatThePlainSumGives(string way, int bands, bool wide, bool hasAlpha)
    {
        Assert.SkipUnless(way == "any" || Avx2.IsSupported, "This processor has no AVX2.");
        Resampler resampler = way switch
        {
            "grey" => new GreyResampler(),
            "rgb" => new RgbResampler(),
            _ when wide => new AnyResampler<ushort>(bands, hasAlpha),
            _ => new AnyResampler<byte>(bands, hasAlpha),
        };
        Gen.Select(Gen.Double[-180, 180], Gen.Byte.Array[Columns * Rows * bands * (wide ? 2 : 1)]).Sample((degrees, bytes) =>
        {
            // Black, white and transparent often enough for the kernel to overshoot.
            var picture = bytes.Select(value => value < 60 ? byte.MinValue : value > 190 ? byte.MaxValue : value).ToArray();
            var samples = wide ? MemoryMarshal.Cast<byte, ushort>(picture).ToArray() : [.. picture.Select(value => (ushort)value)];
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
            var walk = new Walk((long)(16 * 4294967296.0), (long)(12 * 4294967296.0), (long)(cos * 4294967296), (long)(-sin * 4294967296));
            const int Count = 11;
            var target = new byte[(Count * bands * (wide ? 2 : 1)) + 1];
            target[^1] = 77;
            fixed (byte* from = picture, to = target)
            {
                resampler.Run(from, Columns * bands * (wide ? 2 : 1), walk, to, Count);
            }

            Assert.Equal(77, target[^1]);
            var resampled = wide ? MemoryMarshal.Cast<byte, ushort>(target.AsSpan(..^1)).ToArray() : [.. target.Select(value => (ushort)value)];
            for (var i = 0; i < Count; i++)
            {
                var expected = PlainSum(samples, bands, hasAlpha, wide ? 65535 : 255, walk.From(i));
                for (var band = 0; band < bands; band++)
                {
                    // What is transparent has any colour; what nearly is, one that is as uncertain as its alpha.
                    var isVague = hasAlpha && band < bands - 1 && expected[bands - 1] < (wide ? 6553 : 25);
                    Assert.True(isVague || Math.Abs(expected[band] - resampled[(i * bands) + band]) <= (wide ? 2 : 0.51), $"{i}, {band}: {expected[band]} and not {resampled[(i * bands) + band]}");
                }
            }
        }, iter: 200);
    }

    private static double[] PlainSum(ushort[] picture, int bands, bool hasAlpha, double white, Walk at)
    {
        int left = (int)(at.X >> Walk.Fraction), top = (int)(at.Y >> Walk.Fraction);
        double[] across = WeightsOf((int)((uint)at.X >> Walk.PhaseShift)), down = WeightsOf((int)((uint)at.Y >> Walk.PhaseShift));
        var sums = new double[bands];
        for (var i = 0; i < LanczosWeights.Taps * LanczosWeights.Taps; i++)
        {
            var (row, column) = Math.DivRem(i, LanczosWeights.Taps);
            var pixel = picture.AsSpan((((top + row) * Columns) + left + column) * bands, bands);
            for (var band = 0; band < bands; band++)
            {
                sums[band] += down[row] * across[column] * pixel[band] * (hasAlpha && band < bands - 1 ? pixel[^1] : 1);
            }
        }

        var alpha = hasAlpha ? sums[^1] : 1;
        return [.. sums.Select((sum, band) => Math.Clamp(band == bands - 1 && hasAlpha ? sum : alpha > 0 ? sum / alpha : 0, 0, white))];
    }

    private static double[] WeightsOf(int phase) => [.. Enumerable.Range(0, LanczosWeights.Taps)
        .Select(tap => LanczosWeights.Integers[(phase * LanczosWeights.IntegersPerPhase) + tap] / (double)(1 << LanczosWeights.SumBits))];
}
