using System.Text.Json;
using Upright.Tests.Cli;

namespace Upright.Tests.Pages;

/// <summary>Documents on the command line: a row for each page, one line of the ledger for each document.</summary>
public sealed class DocumentCommandTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public DocumentCommandTests()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters(4));
        pdf.AddPage(DrawnPdf.Letters(90));
        pdf.AddPage("");
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllBytes(folder["in/scan.pdf"], pdf.Bytes());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EveryPageIsARowOfTheTable()
    {
        var run = await ToolRun.Of("detect", folder["in/scan.pdf"], "--csv");

        Assert.Equal("file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason", run.Lines[0]);
        Assert.Equal(["1", "2", "3"], run.Lines.Skip(1).Select(line => line.Split(',')[9]));
        Assert.All(run.Lines.Skip(1), line => Assert.StartsWith(folder["in/scan.pdf"] + ",", line, StringComparison.Ordinal));
        Assert.Equal(["4.000", "90.000", "0.000"], run.Lines.Skip(1).Select(line => line.Split(',')[1]));
        Assert.Equal(["turn", "turn", "unsure"], run.Lines.Skip(1).Select(line => line.Split(',')[3]));
        Assert.Equal(["", "", ""], run.Lines.Skip(1).Select(line => line.Split(',')[^2])); // nothing is turned
        Assert.Equal(["", "", "nothing-to-judge"], run.Lines.Skip(1).Select(line => line.Split(',')[^1]));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task TheTurnThatWasMadeStandsBesideTheAngleThatWasRead()
    {
        File.WriteAllBytes(folder["in/scan.pdf"], DrawnPdf.OfPage(DrawnPdf.Letters(88)));

        var run = await ToolRun.Of("fix", folder["in/scan.pdf"], "-o", folder["straight.pdf"], "--only", "quarter", "--csv");

        Assert.Matches("pdf,88.000,.*,turn,page_rotation,.*,90.000,$", run.Lines[1]);
    }

    [Fact]
    public async Task TheMainJobWritesADocumentAndItsReports()
    {
        var run = await ToolRun.Of("fix", folder["in/scan.pdf"], "-o", folder["straight.pdf"], "--report");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("page 2: 90.0° turn", run.Answers, StringComparison.Ordinal);
        Assert.Contains("3 pages: 1 unsure, 2 turn; written to", run.Answers, StringComparison.Ordinal);
        Assert.Equal(["4.000", "90.000", "0.000"], File.ReadAllLines(folder["straight_angle.txt"]));
        using var meta = JsonDocument.Parse(folder.Bytes("straight_meta.json"));
        Assert.Equal("pdf", meta.RootElement.GetProperty("format").GetString());
        var pages = meta.RootElement.GetProperty("pages").EnumerateArray();
        Assert.Equal([("page_transformation", 4), ("page_rotation", 90), ("none", 0)], pages.Select(page => (page.GetProperty("rotation_method").GetString(), page.GetProperty("turned_by").GetDouble())));
        Assert.Equal("nothing-to-judge", meta.RootElement.GetProperty("pages")[2].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task AFolderRunTreatsADocumentAsOneAndDoesItOnce()
    {
        folder.Draw("in/a.png");

        var first = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--json");
        var second = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--json");

        Assert.Equal(["in/a.png", "in/scan.pdf", "out/a.png", "out/scan.pdf", "out/upright.jsonl"], folder.Files);
        Assert.Equal(2, File.ReadAllLines(folder["out/upright.jsonl"]).Length);
        Assert.Equal(4, first.Lines.Length);
        Assert.Contains("2 done by an earlier run", second.Messages, StringComparison.Ordinal);
        Assert.Equal(Pages(first), Pages(second));
        Assert.Equal(3, Pages(second).Count);
    }

    [Fact]
    public async Task ADocumentComesByStandardInputAndGoesToStandardOutput()
    {
        var run = await ToolRun.WithInput(folder.Bytes("in/scan.pdf"), "fix", "-", "-o", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Answers);
        Assert.Equal(folder.Bytes("in/scan.pdf"), run.Output[..(int)new FileInfo(folder["in/scan.pdf"]).Length]);
    }

    [Theory]
    [InlineData("out.png")]
    [InlineData("out.pdf", "--format", "jpeg")]
    public async Task ADocumentStaysADocument(string output, params string[] more)
    {
        var run = await ToolRun.Of(["fix", folder["in/scan.pdf"], "-o", folder[output], .. more]);

        Assert.Equal(UprightError.CannotEncode.ExitCode, run.ExitCode);
        Assert.Equal(["in/scan.pdf"], folder.Files);
    }

    [Fact]
    public async Task MorePagesThanAllowedAreRefused() =>
        Assert.Equal(UprightError.TooManyPages.ExitCode, (await ToolRun.Of("detect", folder["in/scan.pdf"], "--max-pages", "2")).ExitCode);

    private static List<(int Page, double Angle)> Pages(ToolRun run) => [.. run.Lines
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(row => row.TryGetProperty("page", out _))
        .Select(row => (row.GetProperty("page").GetInt32(), row.GetProperty("predicted_angle").GetDouble()))];
}
