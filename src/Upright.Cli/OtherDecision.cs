namespace Upright.Cli;

/// <summary>A decision about a picture that was not made by its own estimate.</summary>
/// <param name="By">Who decided.</param>
/// <param name="Angle">What was carried out.</param>
internal sealed record OtherDecision(string By, Angle Angle)
{
    /// <summary>A person, in the review.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>The sure pictures of the same job.</summary>
    public const string SameCamera = "same-camera";

    /// <summary>A result as it reads after this decision: what was found stays, what was done is new.</summary>
    public PictureResult Of(PictureResult result)
    {
        var decision = Angle == Angle.Zero ? Decision.Leave : Decision.Turn;
        var estimate = result.Estimate! with { Decision = decision };
        return result with { Estimate = estimate, Report = result.Report! with { Estimate = estimate }, DecidedBy = this };
    }
}
