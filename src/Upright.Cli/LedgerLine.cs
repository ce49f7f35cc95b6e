using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>What a ledger says of one picture, one document, or one page of a document.</summary>
/// <param name="Json">The line, or the page in it.</param>
/// <param name="Document">The document of a page; null for a picture or a document.</param>
internal sealed record LedgerLine(JsonObject Json, LedgerLine? Document = null)
{
    /// <summary>The picture's path as it was given.</summary>
    public string File => (string?)Json["file"] ?? "";

    /// <summary>The picture's full path.</summary>
    public string Input => (string)Json[Ledger.Stamp]!["input"]!;

    /// <summary>Where its output is.</summary>
    public string Target => (string?)Json[Ledger.Stamp]!["target"] ?? "";

    /// <summary>The error's code; null when it went well.</summary>
    public string? Error => (string?)Json["error"];

    /// <summary>What happened, when something did.</summary>
    public string? Message => (string?)Json["message"];

    /// <summary>Degrees clockwise; null when none was read.</summary>
    public double? Angle => (double?)Json["predicted_angle"];

    /// <summary>0 to 1; null when no angle was read.</summary>
    public double? Confidence => (double?)Json["confidence"];

    /// <summary>turn, leave or unsure; null after an error.</summary>
    public string? Decision => (string?)Json["decision"];

    /// <summary>Whether it was not sure enough for a decision.</summary>
    public bool IsUnsure => Decision == "unsure";

    /// <summary>How it was turned.</summary>
    public string? Method => (string?)Json["rotation_method"];

    /// <summary>The turn that was carried out; where a version did not tell it, the decided angle, or what its method made of <see cref="Angle"/>.</summary>
    public Angle CarriedOut => new((double?)Json["turned_by"] ?? DecidedAngle ?? ByItsMethod);

    /// <summary>Who decided, where it was not the estimate: reviewer or same-camera.</summary>
    public string? DecidedBy => (string?)Json[ResultDocument.DecidedBy];

    /// <summary>Degrees clockwise that were carried out instead of <see cref="Angle"/>; null without <see cref="DecidedBy"/>.</summary>
    public double? DecidedAngle => (double?)Json[ResultDocument.DecidedAngle];

    /// <summary>What it was done under.</summary>
    public RunSettings Settings => RunSettings.Read((Document ?? this).Json[Ledger.Stamp]![Ledger.Settings]);

    /// <summary>The pages of a document, in order, each with its <see cref="Angle"/>, <see cref="Confidence"/> and decision; none of a picture.</summary>
    public IEnumerable<LedgerLine> Pages => (Json["pages"] as JsonArray ?? []).Select(page => new LedgerLine(page!.AsObject(), this));

    /// <summary>The number of a page; null for a picture or a document.</summary>
    public int? PageNumber => (int?)Json["page"];

    /// <summary>Whether there is nothing to decide: an empty page.</summary>
    public bool IsEmpty => (string?)Json["kind"] == "empty";

    /// <summary>Whether the input is still the one that this says.</summary>
    public bool IsCurrent => Ledger.IsUnchanged(Json, Input);

    /// <summary>Whether it was decided, and turned by just this angle, so that nothing is left to do.</summary>
    public bool IsDone(Angle angle) => !IsUnsure && CarriedOut == angle;

    /// <summary>One of its times in milliseconds.</summary>
    public double? Milliseconds(string field) => (double?)Json[field];

    private double ByItsMethod => this switch
    {
        { Method: null or "none" } => 0,
        { Method: "page_transformation" or "affine_warp" } => Settings.Writing.Only == TurnPart.Residual ? new Angle(Angle!.Value).Residual : Angle!.Value,
        _ => 90 * new Angle(Angle!.Value).QuarterTurns,
    };
}
