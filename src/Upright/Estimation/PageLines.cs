using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>The lines of text on one page and the rules between them, measured when they are first asked for.</summary>
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

    // Lines that agree among themselves no better than this, in degrees, as in a form filled in by hand or the cells of a table,
    // are less exact than the rules between them, if these run the same way.
    private const double CoarseSpread = 0.03;
    private const double SameDirection = 0.5;

    // Edges of one rule, a signature's or an underlining, and of two, a table's or a form's.
    private const int OneRule = 2;
    private const int TwoRules = 4;

    // A rule is far sharper than the edge of a line of letters, or of anything in a photo (docs/design/text-lines.md).
    private const double RuleSharpness = 15;

    private readonly Lazy<PixelBuffer> grey = new(page.ToGrey);
    private (double Near, TextLineAngle Found)? measuredLines;
    private (double Near, TextLineAngle Found)? measuredRules;

    /// <summary>Lines that are surely text, with the angle of the rules between them where that is known better; null where there are none.</summary>
    /// <param name="angle">The network's answer; lines look alike every 90 degrees.</param>
    public TextLineAngle? Sure(Angle angle) =>
        Measured(ref measuredLines, angle, StrokeKind.Letters) is not { IsSurelyText: true } lines ? null
        : lines.Spread > CoarseSpread && Rules(Level(lines, angle), SameDirection, several: true) is { } rules ? lines with { Degrees = rules.Degrees, Spread = rules.Spread }
        : lines;

    /// <summary>The rules of a table or a form, two at least, or one; null where there are none, or they disagree with each other or with the network.</summary>
    /// <param name="angle">The network's answer; rules look alike every 90 degrees.</param>
    /// <param name="within">How far from that answer they may lie, in degrees.</param>
    /// <param name="several">Whether one is not enough.</param>
    public TextLineAngle? Rules(Angle angle, double within, bool several) =>
        Measured(ref measuredRules, angle, StrokeKind.Rules) is { Evidence: { Sharpness: >= RuleSharpness } evidence, Spread: <= FewSpread } rules
        && evidence.Edges >= (several ? TwoRules : OneRule)
        && Level(rules, angle).DistanceTo(angle) <= within ? rules : null;

    /// <summary>What lines there are, text or not, if they agree with each other and with the network; null otherwise.</summary>
    /// <param name="angle">The network's answer.</param>
    /// <param name="within">How far from that answer they may lie, in degrees.</param>
    public TextLineAngle? Agreeing(Angle angle, double within) =>
        Measured(ref measuredLines, angle, StrokeKind.Letters) is { Evidence.Edges: > 0, Spread: <= FewSpread } lines && Level(lines, angle).DistanceTo(angle) <= within ? lines : null;

    /// <summary>The nearest angle at which lines lie level or stand on end: they look alike every 90 degrees.</summary>
    public static Angle Level(TextLineAngle lines, Angle near) => new(near.Degrees + Math.IEEERemainder(lines.Degrees - near.Degrees, 90));

    /// <summary>What was found, if anything, sure or not.</summary>
    private TextLineAngle Measured(ref (double Near, TextLineAngle Found)? before, Angle angle, StrokeKind kind)
    {
        var near = angle.Residual;
        if (before is not { } known || Math.Abs(known.Near - near) > SameResidual)
        {
            before = known = (near, TextLineSkew.Measure(grey.Value.Pixels, grey.Value.Width, grey.Value.Height, near, Neighbourhood, kind));
        }

        return known.Found;
    }
}
