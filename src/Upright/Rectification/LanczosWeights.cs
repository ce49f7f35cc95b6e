namespace Upright.Rectification;

/// <summary>
/// The Lanczos kernel over six pixels, sinc(x) sinc(x/3) (Duchon 1979; Turkowski, "Filters for common resampling tasks", 1990),
/// tabulated for points between two pixels. Every way of resampling reads this one table, so they differ by rounding alone.
/// </summary>
internal static unsafe class LanczosWeights
{
    /// <summary>How many pixels the kernel spans, across and down.</summary>
    public const int Taps = 6;

    /// <summary>Pixels of the kernel before the one at or before the point.</summary>
    public const int Before = (Taps / 2) - 1;

    /// <summary>Points between two pixels that are told apart, as a power of two: 256.</summary>
    public const int PhaseBits = 8;

    /// <summary>The weights of one phase sum up to exactly this, as a power of two: 16384, so that plain areas stay as they are.</summary>
    public const int SumBits = 14;

    /// <summary>Entries of <see cref="Integers"/> for each phase: the six weights and two zeros, 16 bytes.</summary>
    public const int IntegersPerPhase = 8;

    /// <summary>Entries of <see cref="Singles"/> for each phase.</summary>
    public const int SinglesPerPhase = 4 * Taps;

    private const int Phases = 1 << PhaseBits;

    private static readonly short[] IntegerTable = DrawIntegers();
    private static readonly float[] SingleTable = DrawSingles();

    /// <summary>All phases' weights in units of 1/16384.</summary>
    public static short* Integers { get; } = (short*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(IntegerTable, 0);

    /// <summary>All phases' weights as shares of one, each four times in a row: once for every band.</summary>
    public static float* Singles { get; } = (float*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(SingleTable, 0);

    private static short[] DrawIntegers()
    {
        var table = GC.AllocateArray<short>(Phases * IntegersPerPhase, pinned: true);
        for (var phase = 0; phase < Phases; phase++)
        {
            double[] exact = [.. Enumerable.Range(0, Taps).Select(tap => Lanczos(((double)phase / Phases) + Before - tap))];
            var weights = table.AsSpan(phase * IntegersPerPhase, Taps);
            var rest = 1 << SumBits;
            for (var tap = 0; tap < Taps; tap++)
            {
                weights[tap] = (short)Math.Round((1 << SumBits) * exact[tap] / exact.Sum());
                rest -= weights[tap];
            }

            // What rounding left over goes to the nearest pixel, where it is the smallest share.
            weights[phase < Phases / 2 ? Before : Before + 1] += (short)rest;
        }

        return table;
    }

    private static float[] DrawSingles()
    {
        var table = GC.AllocateArray<float>(Phases * SinglesPerPhase, pinned: true);
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)IntegerTable[(i / SinglesPerPhase * IntegersPerPhase) + (i % SinglesPerPhase / 4)] / (1 << SumBits);
        }

        return table;
    }

    private static double Lanczos(double x) => Math.Abs(x) < Taps / 2 ? Sinc(x) * Sinc(x / (Taps / 2)) : 0;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
