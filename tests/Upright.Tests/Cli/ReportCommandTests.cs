using System.Text.RegularExpressions;

namespace Upright.Tests.Cli;

public sealed partial class ReportCommandTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(90.0, "90.0°")]
    [InlineData(null, "88.7°")] // an older ledger
    public async Task TheReportShowsEveryPictureAndNeedsNothingElse(double? turned, string shown)
    {
        folder.Draw("in/a.png");
        folder.Draw("in/<b>.jpg");
        File.WriteAllText(folder["in/broken.jpg"], "no picture");
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "0", "--dead-band", "0");
        RunLedger.Rewrite(folder["out"], (name, line) =>
        {
            line["decision"] = line["error"] is not null ? null : name == "a.png" ? "turn" : "unsure";
            line["predicted_angle"] = 88.7;
            line["turned_by"] = name == "a.png" ? turned : 0;
        });

        var run = await ToolRun.Of("report", folder["out"]);

        Assert.True(run.ExitCode == 0, run.Messages);
        Assert.Equal([folder["out/report.html"]], run.Lines);
        var html = File.ReadAllText(folder["out/report.html"]);
        Assert.Contains("<h1>3 pictures</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"a.png<br>{shown}", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;.jpg<br>88.7°", html, StringComparison.Ordinal);
        Assert.Contains("not-a-picture", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Equal(3, Thumbnails().Count(html)); // before and after of the turned one, and the unsure one
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(["out/a.png", "out/report.html", "out/upright.jsonl"], folder.Files.Where(file => file.StartsWith("out/", StringComparison.Ordinal) && !file.Contains('<', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AFolderWithoutALedgerIsAnErrorThatSaysSo()
    {
        var run = await ToolRun.Of("report", folder.Root);

        Assert.Equal(UprightError.FileNotFound.ExitCode, run.ExitCode);
        Assert.Contains("upright.jsonl", run.Messages, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    [GeneratedRegex("src=\"data:image/jpeg;base64,")]
    private static partial Regex Thumbnails();
}
