using System.Text.Json.Nodes;
using Upright.Pages;

namespace Upright.Cli.Review;

/// <summary>A document of a run, some of whose pages a person decides about; the others keep the turns they have.</summary>
/// <param name="line">What the ledger says of it.</param>
/// <param name="chosen">The numbers of the pages that are decided about.</param>
/// <param name="angle">Degrees clockwise; zero leaves them as they are.</param>
internal sealed class ReviewedDocument(LedgerLine line, IReadOnlySet<int> chosen, Angle angle)
{
    /// <summary>The turns of all its pages, by their numbers.</summary>
    public IReadOnlyDictionary<int, Angle> Turns => line.Pages.ToDictionary(
        page => page.PageNumber!.Value,
        page => chosen.Contains(page.PageNumber!.Value) ? angle : page.CarriedOut);

    /// <summary>Whether the chosen pages already are as it is decided.</summary>
    public bool IsDone => line.Pages.Where(page => chosen.Contains(page.PageNumber!.Value)).All(page => page.IsDone(angle));

    /// <summary>What the ledger says afterwards: what was found stays, what was done to the chosen pages is new.</summary>
    /// <param name="report">What was written; null where nothing had to be.</param>
    public JsonObject Line(DocumentReport? report)
    {
        var decision = new OtherDecision(OtherDecision.Reviewer, angle);
        var decided = line.Json.DeepClone().AsObject();
        foreach (var page in decided["pages"]!.AsArray().Select(page => page!.AsObject()).Where(page => chosen.Contains((int)page["page"]!)))
        {
            if (report is not null)
            {
                var done = JsonNode.Parse(report.Pages[(int)page["page"]! - 1].ToJson())!;
                foreach (var field in (string[])["rotation_method", "turned_by", "output_size"])
                {
                    page[field] = done[field]?.DeepClone();
                }
            }

            decision.WriteTo(page);
        }

        List<string?> decisions = [.. decided["pages"]!.AsArray().Select(page => (string?)page!["decision"])];
        decided["decision"] = decisions.Contains("turn") ? "turn" : decisions.Contains("unsure") ? "unsure" : "leave";
        if (report is not null)
        {
            decided["turned_pages"] = report.Pages.Count(page => page.Method != RotationMethod.None);
        }

        return decided;
    }
}
