using System.Text.Json.Nodes;

namespace Upright.Tests.Cli;

/// <summary>The shared cases through the built tool, all in one folder, as who has them would.</summary>
public sealed class SharedCasesTests : IDisposable
{
    private readonly PictureFolder folder = new();

    // What is no picture that can be read says so rightly; everything else is read.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["12bit.cropped.tif"] = "unsupported-format",
        ["REDHAT-1531897-0.pdf"] = "damaged-document",
        ["crash-2020-10-test.tif"] = "damaged-document",
        ["hopper.Lab.tif"] = "unsupported-format",
        ["issue-263.pdf"] = "damaged-document",
        ["ojpeg-strip.tif"] = "unsupported-format",
        ["tall-10x3600000.png"] = "too-many-pixels",
        ["truncated.gif"] = "damaged-picture",
        ["zackthecat.tif"] = "unsupported-format",
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EachIsReadOrRefusedRightlyAndNothingIsLost()
    {
        var cases = SharedCases.Paths();
        Directory.CreateDirectory(folder["in"]);
        foreach (var path in cases)
        {
            File.WriteAllBytes(folder["in/" + Path.GetFileName(path)], File.ReadAllBytes(path)); // a copy would be as read-only as they are
        }

        using var run = ToolProcess.Start("fix", folder["in"], "--in-place", "--json");
        var ended = await run.EndAsync();

        var rows = ended.Lines.Select(line => JsonNode.Parse(line)!.AsObject()).GroupBy(row => Path.GetFileName((string)row["file"]!)).ToDictionary(rows => rows.Key, rows => rows.First());
        Assert.Equal(cases.Select(Path.GetFileName).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal)!);
        var refused = rows.Where(row => row.Value["error"] is not null).ToDictionary(row => row.Key, row => (string)row.Value["error"]!);
        Assert.Equal(Refused.OrderBy(row => row.Key, StringComparer.Ordinal), refused.OrderBy(row => row.Key, StringComparer.Ordinal));
        foreach (var path in cases)
        {
            var name = Path.GetFileName(path);
            var isSame = File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(folder["in/" + name]));
            Assert.True(isSame || !refused.ContainsKey(name), $"{name} is refused, and changed.");
        }
    }
}
