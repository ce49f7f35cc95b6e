using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>The lines of text on one page, measured when they are first asked for.</summary>
/// <param name="page">The page at reading size.</param>
internal sealed class PageLines(PixelBuffer page)
{
    /// <summary>The text lines refine the network's answer; they do not overrule it from further away than this, in degrees.</summary>
    public const double Neighbourhood = 12;

    // The network's answers to one residual; lines are not measured again for so small a difference.
    private const double SameResidual = 3;

    // Few lines say nothing about whether there is text; but where letters are, they say how it stands, if they agree among
    // themselves to this standard error (docs/design/estimation.md).
    private const double FewSpread = 0.1;

    private (double Near, TextLineAngle Lines)? measured;

    /// <summary>Lines that are surely text; null where there are none.</summary>
    /// <param name="angle">The network's answer; lines look alike every 90 degrees.</param>
    public TextLineAngle? Sure(Angle angle) => Measure(angle) is { IsSurelyText: true } lines ? lines : null;

    /// <summary>What lines there are, text or not, if they agree with each other and with the network; null otherwise.</summary>
    /// <param name="angle">The network's answer.</param>
    /// <param name="within">How far from that answer they may lie, in degrees.</param>
    public TextLineAngle? Agreeing(Angle angle, double within) =>
        Measure(angle) is { Evidence.Edges: > 0, Spread: <= FewSpread } lines && Level(lines, angle).DistanceTo(angle) <= within ? lines : null;

    /// <summary>The nearest angle at which lines lie level or stand on end: they look alike every 90 degrees.</summary>
    public static Angle Level(TextLineAngle lines, Angle near) => new(near.Degrees + Math.IEEERemainder(lines.Degrees - near.Degrees, 90));

    /// <summary>What was found, if anything, sure or not.</summary>
    private TextLineAngle Measure(Angle angle)
    {
        var near = angle.Residual;
        if (measured is not { } known || Math.Abs(known.Near - near) > SameResidual)
        {
            var grey = page.ToGrey();
            _ = TextLineSkew.TryMeasure(grey.Pixels, grey.Width, grey.Height, near, Neighbourhood, out var lines);
            measured = known = (near, lines);
        }

        return known.Lines;
    }
}
