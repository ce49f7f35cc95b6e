using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>A decision about a picture that was not made by its own estimate.</summary>
/// <param name="By">Who decided.</param>
/// <param name="Angle">What was carried out.</param>
internal sealed record OtherDecision(string By, Angle Angle)
{
    /// <summary>A person, in the review.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>`upright undo`, which put the original back.</summary>
    public const string Undone = "undo";

    /// <summary>The sure pictures of the same job.</summary>
    public const string SameCamera = "same-camera";

    private Decision Decision => Angle == Angle.Zero ? Decision.Leave : Decision.Turn;

    /// <summary>A result as it reads after this decision: what was found stays, what was done is new.</summary>
    public PictureResult Of(PictureResult result)
    {
        var estimate = result.Estimate! with { Decision = Decision, Reason = null };
        return result with { Estimate = estimate, Report = result.Report! with { Estimate = estimate }, DecidedBy = this };
    }

    /// <summary>Says it of a picture or page in a ledger's line.</summary>
    public void WriteTo(JsonObject said)
    {
        said["decision"] = DecisionName.Of(Decision);
        said.Remove(ResultDocument.Reason);
        said[ResultDocument.DecidedBy] = By;
        said[ResultDocument.DecidedAngle] = Angle.Rounded(3);
    }
}
