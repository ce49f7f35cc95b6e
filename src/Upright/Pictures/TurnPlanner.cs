using Upright.Rectification;

namespace Upright;

/// <summary>Decides what is carried out of an estimate.</summary>
internal sealed class TurnPlanner(UprightOptions options)
{
    /// <summary>What is carried out of an estimate.</summary>
    public RotationPlan Plan(RotationEstimate estimate, FixOptions chosen)
    {
        var plan = Plan(estimate.Angle, estimate.Decision, estimate.Width, estimate.Height, estimate.DeadBand, chosen);
        return Unmirrors(estimate, chosen) ? plan.WithSidesExchanged() : plan;
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
