using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Upright.Estimation;

namespace Upright.Evaluation;

/// <summary>Writes everything that every source says of the pictures of a manifest, a line of JSON each: what the fusion is fitted and reported by.</summary>
internal static class EvidenceRun
{
    /// <summary>Estimates all pictures of some folders.</summary>
    /// <param name="upright">The library.</param>
    /// <param name="folders">Folders with a manifest.csv: file, kind, source, truth, trust, part.</param>
    /// <param name="output">The file.</param>
    /// <param name="limit">At most this many pictures a folder, evenly over the manifest.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task WriteAsync(Uprighter upright, IEnumerable<DirectoryInfo> folders, FileInfo output, int limit, CancellationToken cancellationToken)
    {
        output.Directory!.Create();
        await using var writer = new StreamWriter(output.FullName);
        foreach (var folder in folders)
        {
            var rows = Manifest(folder);
            var count = Math.Min(rows.Count, limit);
            ConcurrentBag<string> lines = [];
            await Parallel.ForAsync(0, count, cancellationToken, async (i, cancel) =>
            {
                var row = rows[(int)((long)i * rows.Count / count)];
                try
                {
                    lines.Add(Described(folder.Name, row, await upright.EstimateAsync(Path.Combine(folder.FullName, row["file"]), cancel)).ToJsonString());
                }
                catch (UprightException exception)
                {
                    await Console.Error.WriteLineAsync($"{row["file"]}: {exception.Message}");
                }
            });
            foreach (var line in lines.Order(StringComparer.Ordinal))
            {
                await writer.WriteLineAsync(line);
            }

            Console.WriteLine($"{folder.Name}: {lines.Count}");
        }
    }

    private static List<Dictionary<string, string>> Manifest(DirectoryInfo folder)
    {
        var lines = File.ReadAllLines(Path.Combine(folder.FullName, "manifest.csv"));
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>The line of a picture of a set.</summary>
    public static JsonObject Line(string set, TestPicture picture, RotationEstimate estimate) => Described(
        set,
        new()
        {
            ["file"] = picture.Name,
            ["kind"] = set,
            ["source"] = picture.Source,
            ["truth"] = picture.Truth!.Value.Degrees.ToString(CultureInfo.InvariantCulture),
            ["trust"] = "1",
            ["part"] = picture.IsForCalibration ? "fit" : "test",
        },
        estimate);

    private static JsonObject Described(string set, Dictionary<string, string> row, RotationEstimate estimate)
    {
        var answer = estimate.Answer!;
        JsonObject line = new() { ["set"] = set };
        foreach (var (name, value) in row)
        {
            line[name] = name is "truth" or "trust" ? double.Parse(value, CultureInfo.InvariantCulture) : value;
        }

        line["angle"] = estimate.Angle.Degrees;
        line["angle_error"] = estimate.AngleError;
        line["confidence"] = estimate.Confidence;
        line["quarter_confidence"] = estimate.QuarterConfidence;
        line["tilt_probability"] = answer.TiltProbability;
        line["decision"] = estimate.Decision.ToString().ToLowerInvariant();
        line["reason"] = estimate.Reason?.ToString();
        line["carried"] = estimate.DeadBand < 45;
        line["answer_kind"] = estimate.Evidence.Kind.ToString();
        line["page"] = answer.PageProbability;
        line["time_ms"] = Math.Round(estimate.InferenceTime.TotalMilliseconds, 1);
        Weighed(line, answer);
        if (answer.AtFirst is { } first)
        {
            JsonObject atFirst = [];
            Weighed(atFirst, first);
            line["at_first"] = atFirst;
        }

        return line;
    }

    /// <summary>What an answer was weighed by.</summary>
    private static void Weighed(JsonObject line, FusedEstimate answer)
    {
        var (seen, features) = (answer.Observations, answer.Features);
        line["text_share"] = seen.TextShare;
        line["clarity"] = seen.LetterClarity;
        line["mirrored_score"] = seen.MirroredScore;
        line["tiles"] = seen.Tiles.Count;
        line["larger_tiles"] = seen.LargerTiles.Count;
        line["near"] = features.Near.Degrees;
        line["views"] = new JsonArray(features.ViewsDegrees, features.ViewsMass, features.ViewsDeviation);
        line["tilted"] = features.Tilted;
        line["residual_trust"] = features.ResidualTrust;
        line["lines"] = Lines(seen.Lines);
        line["rules"] = Lines(seen.Rules);
        line["lines_alone"] = Lines(seen.LinesAlone);
        line["rules_alone"] = Lines(seen.RulesAlone);
        line["outline"] = seen.Outline is { } outline ? new JsonArray(outline.Level.Degrees, outline.Fill, outline.Share) : null;
        line["quarters"] = new JsonObject(answer.Sources.Where(source => source.QuarterLogLikelihoods is not null)
            .Select(source => KeyValuePair.Create(source.Source.ToString(), (JsonNode?)JsonSerializer.SerializeToNode(source.QuarterLogLikelihoods))));
    }

    private static JsonArray? Lines(TextLines.TextLineAngle? lines) => lines is { } known
        ? new JsonArray(known.Degrees, known.Spread, known.Confidence, known.Evidence.Edges, known.Evidence.Lead, known.Evidence.Sharpness) : null;
}
