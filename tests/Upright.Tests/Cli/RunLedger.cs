using System.Text.Json.Nodes;

namespace Upright.Tests.Cli;

/// <summary>Changes what a ledger says, so that tests do not depend on what the network is sure of.</summary>
internal static class RunLedger
{
    /// <summary>Rewrites the line of each file by its name.</summary>
    public static void Rewrite(string folder, Action<string, JsonObject> change)
    {
        var path = Path.Combine(folder, "upright.jsonl");
        var lines = File.ReadAllLines(path).Select(text => JsonNode.Parse(text)!.AsObject()).ToList();
        foreach (var line in lines)
        {
            change(Path.GetFileName((string)line["file"]!), line);
        }

        File.WriteAllLines(path, lines.Select(line => line.ToJsonString()));
    }

    /// <summary>The last line of a file.</summary>
    public static JsonObject Last(string folder, string name) => File.ReadAllLines(Path.Combine(folder, "upright.jsonl"))
        .Select(text => JsonNode.Parse(text)!.AsObject()).Last(line => Path.GetFileName((string)line["file"]!) == name);
}
