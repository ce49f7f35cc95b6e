using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>The lines of text on one page and the rules between them, measured when they are first asked for.</summary>
/// <param name="page">The page at reading size.</param>
internal sealed class PageLines(PixelBuffer page)
{
    // Lines are looked for within this many degrees of the views' answer: where these are sure, and where they are not.
    private const double Near = 12;
    private const double Everywhere = 45;

    // Answers to one residual; lines are not measured again for so small a difference.
    private const double SameResidual = 3;

    private readonly Lazy<PixelBuffer> grey = new(page.ToGrey);
    private Measurement? lines;
    private Measurement? rules;

    /// <summary>Lines of letters, sure or not; null where nothing was found.</summary>
    /// <param name="angle">The views' answer; lines look alike every 90 degrees.</param>
    /// <param name="isSure">Whether the views are sure of their residual.</param>
    public TextLineAngle? Lines(Angle angle, bool isSure) => Measured(ref lines, angle, isSure, StrokeKind.Letters);

    /// <summary>Rules, sure or not; null where nothing was found.</summary>
    /// <inheritdoc cref="Lines" path="/param"/>
    public TextLineAngle? Rules(Angle angle, bool isSure) => Measured(ref rules, angle, isSure, StrokeKind.Rules);

    private TextLineAngle? Measured(ref Measurement? before, Angle angle, bool isSure, StrokeKind kind)
    {
        var near = angle.Residual;
        if (before is not { } known || Math.Abs(known.Near - near) > SameResidual || known.IsSure != isSure)
        {
            before = known = new(near, isSure, TextLineSkew.Measure(grey.Value.Pixels, grey.Value.Width, grey.Value.Height, near, isSure ? Near : Everywhere, kind));
        }

        return known.Found.Evidence.Edges > 0 ? known.Found : null;
    }

    private sealed record Measurement(double Near, bool IsSure, TextLineAngle Found);
}
