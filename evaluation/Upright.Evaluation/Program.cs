using System.CommandLine;
using System.Globalization;
using Upright;
using Upright.Evaluation;

// How accurate Upright is on pictures that training never saw: one CSV a set with every estimate, and a summary.
Option<DirectoryInfo> data = new("--data") { Description = "Folder with photos/ and pages/.", DefaultValueFactory = _ => new DirectoryInfo("../shared/data") };
Option<DirectoryInfo> rendered = new("--rendered") { Description = "Folder of training/render_pages.py.", DefaultValueFactory = _ => new DirectoryInfo(".cache/pages") };
Option<DirectoryInfo> written = new("--written") { Description = "Folder of training/write_pages.py.", DefaultValueFactory = _ => new DirectoryInfo(".cache/written") };
Option<DirectoryInfo> output = new("--out") { Description = "Where the CSV files go.", DefaultValueFactory = _ => new DirectoryInfo("evaluation/results") };
Option<string[]> only = new("--sets") { Description = "Names of sets; all without.", AllowMultipleArgumentsPerToken = true };
Option<int> limit = new("--limit") { Description = "At most this many pictures a set.", DefaultValueFactory = _ => int.MaxValue };
Option<string?> model = new("--model") { Description = "Another model file." };
Option<double> threshold = new("--threshold") { Description = "Below this confidence: unsure.", DefaultValueFactory = _ => new UprightOptions().Threshold };
Option<AngleExpectation> expect = new("--expect") { Description = "Which angles to expect.", DefaultValueFactory = _ => new UprightOptions().Expect };
Option<DirectoryInfo[]> evidence = new("--evidence") { Description = "Folders with a manifest.csv; writes what every source says of their pictures into --out/evidence.jsonl instead.", AllowMultipleArgumentsPerToken = true };
Option<bool> thorough = new("--thorough") { Description = "Asks every source, however sure the answer; without --evidence writes evidence-SET.jsonl, too." };
RootCommand command = new("Measures Upright's accuracy.") { data, rendered, written, output, only, limit, model, threshold, expect, evidence, thorough };
command.SetAction(async (parsed, cancellationToken) =>
{
    using var upright = Uprighter.Create(new UprightOptions { ModelPath = parsed.GetValue(model), Threshold = parsed.GetValue(threshold), Expect = parsed.GetValue(expect), Threads = 1 });
    if (parsed.GetValue(evidence) is { Length: > 0 } folders)
    {
        using var asked = upright.Asking(parsed.GetValue(thorough));
        await EvidenceRun.WriteAsync(asked, folders, new FileInfo(Path.Combine(parsed.GetValue(output)!.FullName, "evidence.jsonl")), parsed.GetValue(limit), cancellationToken);
        return;
    }

    using var asking = upright.Asking(parsed.GetValue(thorough));
    var folder = parsed.GetValue(output)!;
    folder.Create();
    var chosen = parsed.GetValue(only) ?? [];
    List<string> summary = [SummaryRow.Header];
    Console.WriteLine(SummaryRow.Header);
    foreach (var (name, all) in TestSets.All(parsed.GetValue(data)!.FullName, parsed.GetValue(rendered)!.FullName, parsed.GetValue(written)!.FullName))
    {
        if (all.Count == 0 || (chosen.Length > 0 && !chosen.Contains(name)))
        {
            continue;
        }

        // Evenly over the manifest, so that a limit keeps every collection.
        var count = Math.Min(all.Count, parsed.GetValue(limit));
        var pictures = Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Count / count)]).ToList();
        var rows = new EstimateRow[pictures.Count];
        await Parallel.ForAsync(0, rows.Length, cancellationToken, async (i, cancel) =>
            rows[i] = new EstimateRow(pictures[i], await asking.EstimateAsync(pictures[i].Encode(), cancel)));

        if (parsed.GetValue(thorough))
        {
            File.WriteAllLines(
                Path.Combine(folder.FullName, $"evidence-{name}.jsonl"),
                rows.Where(row => row.Picture.Truth is not null).Select(row => EvidenceRun.Line(name, row.Picture, row.Estimate).ToJsonString()));
        }

        File.WriteAllLines(Path.Combine(folder.FullName, $"estimates-{name}.csv"), [EstimateRow.Header, .. rows.Select(row => row.ToString())]);
        summary.Add(SummaryRow.Of(name, rows));
        Console.WriteLine(summary[^1]);
    }

    File.WriteAllLines(Path.Combine(folder.FullName, "summary.csv"), summary);
});
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await command.Parse(args).InvokeAsync();
