using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>Decides what is carried out of an estimate.</summary>
internal sealed class TurnPlanner(UprightOptions options)
{
    // A square turned by 45 degrees fills half of its canvas; a thread of a picture next to nothing of one that has no bound.
    private const int RoomForCorners = 2;

    /// <summary>What is carried out of an estimate.</summary>
    /// <exception cref="UprightException">The canvas would be too large: <see cref="UprightError.TooManyPixels"/>.</exception>
    public RotationPlan Plan(RotationEstimate estimate, FixOptions chosen)
    {
        var plan = WithinLimits(Plan(estimate.Angle, estimate.Decision, estimate.Width, estimate.Height, estimate.DeadBand, chosen));
        return Unmirrors(estimate, chosen) ? plan.WithSidesExchanged() : plan;
    }

    /// <summary>A plan whose units are pixels, if there may be so many.</summary>
    /// <exception cref="UprightException">The canvas would be too large: <see cref="UprightError.TooManyPixels"/>.</exception>
    public RotationPlan WithinLimits(RotationPlan plan)
    {
        if ((long)plan.OutputWidth * plan.OutputHeight > RoomForCorners * options.MaxPixels || Math.Max(plan.OutputWidth, plan.OutputHeight) > RoomForCorners * DecodeLimits.LongestSide)
        {
            throw new UprightException(UprightError.TooManyPixels, $"Turned it would have {plan.OutputWidth} × {plan.OutputHeight}, the limit is {RoomForCorners} × {options.MaxPixels}.");
        }

        return plan;
    }

    /// <summary>What is carried out of an angle, in a picture or page of a size; without a dead band that of lines of text.</summary>
    public RotationPlan Plan(Angle angle, Decision decision, int width, int height, double? deadBand, FixOptions chosen) => RotationPlan.For(
        chosen.Turn is { } turn ? PartOf(turn, chosen.Part)
            : decision == Decision.Turn ? PartOf(angle, chosen.Part) : Angle.Zero,
        width,
        height,
        chosen.Canvas,
        chosen.Turn is not null ? 0 : deadBand ?? options.TextDeadBand);

    private bool Unmirrors(RotationEstimate estimate, FixOptions chosen) => chosen.Unmirror
        && estimate is { Mirrored: true } && estimate.MirroredConfidence >= options.Threshold
        && (estimate.Decision != Decision.Unsure || chosen.Turn is not null);

    private static Angle PartOf(Angle angle, TurnPart part) => part switch
    {
        TurnPart.Quarter => new Angle(90 * angle.QuarterTurns),
        TurnPart.Residual => new Angle(angle.Residual),
        _ => angle,
    };
}
