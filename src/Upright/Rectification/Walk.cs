namespace Upright.Rectification;

/// <summary>The straight line over the picture that one row of the canvas comes from; where the kernel's first pixel lies, in 2^-32 pixel.</summary>
/// <param name="X">Column for the canvas's first pixel.</param>
/// <param name="Y">Row for the canvas's first pixel.</param>
/// <param name="StepX">Columns from one pixel of the canvas to the next.</param>
/// <param name="StepY">Rows from one pixel of the canvas to the next.</param>
internal readonly record struct Walk(long X, long Y, long StepX, long StepY)
{
    /// <summary>Bits behind the point.</summary>
    public const int Fraction = 32;

    /// <summary>How far a position is shifted to give the phase, once its whole pixels are cut off.</summary>
    public const int PhaseShift = Fraction - LanczosWeights.PhaseBits;

    // So that cutting bits off takes the nearest phase.
    private const long HalfAPhase = 1L << (PhaseShift - 1);

    /// <summary>The walk of a row of the canvas.</summary>
    public static Walk Along(Placement placement, int row)
    {
        // Pixels have their centres at one half; the kernel begins some pixels before the point.
        const double First = 0.5 + LanczosWeights.Before;
        var (x, y) = placement.ToPicture(0.5, row + 0.5);
        return new(Fixed(x - First) + HalfAPhase, Fixed(y - First) + HalfAPhase, Fixed(placement.Cos), Fixed(-placement.Sin));
    }

    /// <summary>The walk from a later pixel of the row on.</summary>
    public Walk From(int column) => this with { X = X + (column * StepX), Y = Y + (column * StepY) };

    /// <summary>Those pixels of a stretch of the row whose kernels' first pixel lies in [0, columns) and [0, rows): exactly, to the last bit.</summary>
    public (int Start, int End) Within(int columns, int rows, int start, int end)
    {
        long first = start, last = end - 1;
        Narrow(X, StepX, (long)columns << Fraction, ref first, ref last);
        Narrow(Y, StepY, (long)rows << Fraction, ref first, ref last);
        return first > last ? (end, end) : ((int)first, (int)last + 1);
    }

    /// <summary>Narrows the steps for which 0 ≤ at + step × slope &lt; limit.</summary>
    private static void Narrow(long at, long slope, long limit, ref long first, ref long last)
    {
        if (limit <= 0 || (slope == 0 && (at < 0 || at >= limit)))
        {
            last = long.MinValue;
            return;
        }

        if (slope != 0)
        {
            // Walked backwards, the far side is the near one.
            var from = slope > 0 ? at : limit - 1 - at;
            first = Math.Max(first, -Floor(from, Math.Abs(slope)));
            last = Math.Min(last, Floor(limit - 1 - from, Math.Abs(slope)));
        }
    }

    private static long Floor(long dividend, long divisor) => (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);

    private static long Fixed(double pixels) => (long)Math.Round(pixels * (1L << Fraction));
}
