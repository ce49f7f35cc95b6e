using System.Globalization;

namespace Upright;

/// <summary>
/// The angle by which a picture, as it is shown (EXIF orientation applied), must be turned CLOCKWISE to stand upright.
/// </summary>
/// <remarks>
/// This is the one place where the sign is decided: 90 means a quarter turn clockwise,
/// -92.3 means 92.3 degrees counter-clockwise. Values are kept in (-180, 180] degrees.
/// </remarks>
public readonly record struct Angle
{
    /// <summary>Creates an angle from any finite number of degrees; it is brought into (-180, 180].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite or not a number.</exception>
    public Angle(double degrees)
    {
        if (!double.IsFinite(degrees))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "An angle must be a finite number of degrees.");
        }

        var turned = Math.IEEERemainder(degrees, 360);
        Degrees = turned <= -180 ? turned + 360 : turned + 0.0; // + 0.0 turns -0 into 0
    }

    /// <summary>No turn at all.</summary>
    public static Angle Zero => default;

    /// <summary>Degrees clockwise, in (-180, 180].</summary>
    public double Degrees { get; }

    /// <summary>Radians clockwise, in (-π, π].</summary>
    public double Radians => double.DegreesToRadians(Degrees);

    /// <summary>The whole clockwise quarter turns nearest to this angle, 0 to 3. They can be done without resampling.</summary>
    public int QuarterTurns => (int)(Math.Round(Degrees / 90) + 4) % 4;

    /// <summary>What is left after <see cref="QuarterTurns"/>: degrees clockwise, in [-45, 45].</summary>
    public double Residual => Math.IEEERemainder(Degrees - (90 * QuarterTurns), 360);

    /// <summary>Degrees with some decimals, in (-180, 180] still, and never -0.</summary>
    internal double Rounded(int decimals) => new Angle(Math.Round(Degrees, decimals)).Degrees;

    /// <summary>The smallest turn between two angles, in [0, 180] degrees.</summary>
    public double DistanceTo(Angle other)
    {
        var apart = Math.Abs(Degrees - other.Degrees);
        return apart > 180 ? 360 - apart : apart;
    }

    /// <summary>One turn after the other.</summary>
    public static Angle operator +(Angle first, Angle second) => new(first.Degrees + second.Degrees);

    /// <summary>The first turn without the second.</summary>
    public static Angle operator -(Angle first, Angle second) => new(first.Degrees - second.Degrees);

    /// <summary>The turn back.</summary>
    public static Angle operator -(Angle angle) => new(-angle.Degrees);

    /// <summary>The degrees with up to three decimals and a point, for example <c>-91.234</c>.</summary>
    public override string ToString() => Rounded(3).ToString("0.###", CultureInfo.InvariantCulture);
}
