using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>
/// What the sure pictures of one job say about the others, for a feeder or a camera that turns every picture alike. Only
/// pictures that lie the same way (broad or high) share evidence: a feeder takes them in differently.
/// </summary>
internal sealed class JobEvidence
{
    // Fewer could be wrong together by chance; more of them against the rest, and the pictures are not turned alike.
    private const int LeastSure = 3;
    private const double LeastAgreement = 0.95;

    private static readonly bool[] Shapes = [false, true];

    private readonly Dictionary<bool, int?> quarters;

    private JobEvidence(Dictionary<bool, int?> quarters, int sure) => (this.quarters, Sure) = (quarters, sure);

    /// <summary>How many pictures were sure.</summary>
    public int Sure { get; }

    /// <summary>Gathers it from the results of a job.</summary>
    public static JobEvidence Of(IReadOnlyCollection<PictureResult> results)
    {
        var sure = results.Select(Seen).Where(seen => seen is { Decision: "turn" or "leave", IsOwn: true }).Select(seen => seen!).ToList();
        return new JobEvidence(
            Shapes.ToDictionary(broad => broad, broad => Agreed([.. sure.Where(seen => seen.IsBroad == broad).Select(seen => new Angle(seen.Degrees).QuarterTurns)])),
            sure.Count);
    }

    /// <summary>What is to be done about an unsure picture; null for a sure one, and where the sure ones do not say.</summary>
    public Angle? For(PictureResult result)
    {
        if (Seen(result) is not { Decision: "unsure" } seen || quarters[seen.IsBroad] is not { } quarter)
        {
            return null;
        }

        // The quarter comes from the others; a skew is each page's own, and known where its lines were measured.
        var lines = result.Estimate?.Evidence.TextLines;
        return new Angle((90 * quarter) + (lines?.Residual ?? 0));
    }

    /// <summary>One line that tells what was shared.</summary>
    public string Told(int decided, int unsure) =>
        Words.Of($"same camera: {Sure} sure pictures say {Said(false)}, {Said(true)}; {decided} of {unsure} unsure ones follow");

    private string Said(bool broad)
    {
        var shape = Words.Of(broad ? "broad" : "high");
        return quarters[broad] is { } quarter ? Words.Of($"{new Angle(90 * quarter).Degrees:0}° of those that are {shape}") : Words.Of($"nothing of those that are {shape}");
    }

    private static int? Agreed(List<int> quarters)
    {
        var most = quarters.CountBy(quarter => quarter).OrderByDescending(pair => pair.Value).FirstOrDefault();
        return quarters.Count >= LeastSure && most.Value >= LeastAgreement * quarters.Count ? most.Key : null;
    }

    private static Sighting? Seen(PictureResult result) => result switch
    {
        { Earlier: { } line } => Seen(line),
        { Estimate: { } estimate } => new Sighting(DecisionName.Of(estimate.Decision), estimate.Angle.Degrees, estimate.Width > estimate.Height, result.DecidedBy is null),
        _ => null,
    };

    private static Sighting? Seen(JsonObject line) =>
        (string?)line["decision"] is { } decision && (double?)line["predicted_angle"] is { } degrees && line["input_size"] is { } size
            ? new Sighting(decision, degrees, (int)size[0]! > (int)size[1]!, line[ResultDocument.DecidedBy] is null)
            : null;

    private sealed record Sighting(string Decision, double Degrees, bool IsBroad, bool IsOwn);
}
