using System.Text;
using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>What a ledger says of one picture, one document, or one page of a document.</summary>
/// <remarks>There may be a hundred thousand: kept as the text, a twentieth of the objects, and what is asked of all of them.</remarks>
internal sealed class LedgerLine
{
    private readonly byte[] text;
    private readonly string? input;
    private readonly double? turnedBy;
    private readonly bool hasPages;

    /// <summary>Reads the line of a picture or document, or a page in it.</summary>
    /// <param name="json">The line, or the page in it.</param>
    /// <param name="document">The document of a page; null for a picture or a document.</param>
    public LedgerLine(JsonObject json, LedgerLine? document = null)
    {
        text = Encoding.UTF8.GetBytes(ResultDocument.ToLine(json));
        Document = document;
        input = (string?)(json[Ledger.Stamp] as JsonObject)?["input"];
        Target = (string?)(json[Ledger.Stamp] as JsonObject)?["target"] ?? "";
        File = (string?)json["file"] ?? "";
        Error = (string?)json["error"];
        Message = (string?)json["message"];
        Angle = (double?)json["predicted_angle"];
        Confidence = (double?)json["confidence"];
        Decision = (string?)json["decision"] is { } decision ? string.Intern(decision) : null;
        Reason = (string?)json[ResultDocument.Reason] is { } reason ? ReasonName.OfCode(reason) : null;
        Method = (string?)json["rotation_method"] is { } method ? string.Intern(method) : null;
        turnedBy = (double?)json["turned_by"];
        DecidedBy = (string?)json[ResultDocument.DecidedBy];
        DecidedAngle = (double?)json[ResultDocument.DecidedAngle];
        hasPages = json["pages"] is JsonArray;
        Original = (string?)json[ResultDocument.Original];
        IsUnmirrored = (bool?)json["unmirrored"] == true;
        PageNumber = (int?)json["page"];
        IsEmpty = (string?)json["kind"] == "empty";
    }

    /// <summary>Reads a line; null where a field has another type than it should, as in no line that this program wrote.</summary>
    public static LedgerLine? TryRead(JsonObject json, LedgerLine? document = null)
    {
        try
        {
            return new LedgerLine(json, document);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The document of a page; null for a picture or a document.</summary>
    public LedgerLine? Document { get; }

    /// <summary>The line, or the page in it: read anew at each call, for the caller to change.</summary>
    public JsonObject Json => JsonNode.Parse(text)!.AsObject();

    /// <summary>The picture's path as it was given.</summary>
    public string File { get; }

    /// <summary>The picture's full path.</summary>
    public string Input => input!;

    /// <summary>Where its output is.</summary>
    public string Target { get; }

    /// <summary>The error's code; null when it went well.</summary>
    public string? Error { get; }

    /// <summary>What happened, when something did.</summary>
    public string? Message { get; }

    /// <summary>Degrees clockwise; null when none was read.</summary>
    public double? Angle { get; }

    /// <summary>0 to 1; null when no angle was read.</summary>
    public double? Confidence { get; }

    /// <summary>turn, leave or unsure; null after an error.</summary>
    public string? Decision { get; }

    /// <summary>Whether it was not sure enough for a decision.</summary>
    public bool IsUnsure => Decision == "unsure";

    /// <summary>Why nothing was done, where more is to be said than that it was not sure; in words, otherwise null.</summary>
    public string? Reason { get; }

    /// <summary>How it was turned.</summary>
    public string? Method { get; }

    /// <summary>The turn that was carried out; where a version did not tell it, the decided angle, or what its method made of <see cref="Angle"/>.</summary>
    public Angle CarriedOut => new(turnedBy ?? DecidedAngle ?? ByItsMethod);

    /// <summary>Who decided, where it was not the estimate: reviewer or same-camera.</summary>
    public string? DecidedBy { get; }

    /// <summary>Degrees clockwise that were carried out instead of <see cref="Angle"/>; null without <see cref="DecidedBy"/>.</summary>
    public double? DecidedAngle { get; }

    /// <summary>What it was done under.</summary>
    public RunSettings Settings => RunSettings.Read((Document ?? this).Json[Ledger.Stamp]![Ledger.Settings]);

    /// <summary>The pages of a document, in order, each with its <see cref="Angle"/>, <see cref="Confidence"/> and decision; none of a picture.</summary>
    public IEnumerable<LedgerLine> Pages => hasPages ? Json["pages"]!.AsArray().OfType<JsonObject>().Select(page => TryRead(page, this)).OfType<LedgerLine>() : [];

    /// <summary>Where the original of a picture that was replaced is kept; null where it is not.</summary>
    public string? Original { get; }

    /// <summary>Whether left and right were exchanged.</summary>
    public bool IsUnmirrored { get; }

    /// <summary>The number of a page; null for a picture or a document.</summary>
    public int? PageNumber { get; }

    /// <summary>Whether there is nothing to decide: an empty page.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether the input is still the one that this says.</summary>
    public bool IsCurrent => Ledger.IsUnchanged(Json, Input);

    /// <summary>Whether it was decided, and turned by just this angle, so that nothing is left to do.</summary>
    public bool IsDone(Angle angle) => !IsUnsure && CarriedOut == angle;

    /// <summary>One of its times in milliseconds.</summary>
    public double? Milliseconds(string field) => (double?)Json[field];

    private double ByItsMethod => this switch
    {
        { Method: null or "none" } => 0,
        { Method: "page_transformation" or "affine_warp" } => Settings.Writing.Only == TurnPart.Residual ? new Angle((Angle ?? 0)).Residual : (Angle ?? 0),
        _ => 90 * new Angle((Angle ?? 0)).QuarterTurns,
    };
}
