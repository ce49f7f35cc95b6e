using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Upright.Tests.Pages;

namespace Upright.Tests.Cli;

public sealed partial class ReportCommandTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("quarter", 90.0, "90.0°")]
    [InlineData("quarter", null, "90.0°")] // an older ledger
    [InlineData("affine_warp", null, "88.7°")]
    public async Task TheReportShowsEveryPictureAndNeedsNothingElse(string method, double? turned, string shown)
    {
        folder.Draw("in/a.png");
        folder.Draw("in/<b>.jpg");
        File.WriteAllText(folder["in/broken.jpg"], "no picture");
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "0", "--dead-band", "0");
        RunLedger.Rewrite(folder["out"], (name, line) =>
        {
            line["decision"] = line["error"] is not null ? null : name == "a.png" ? "turn" : "unsure";
            line["predicted_angle"] = 88.7;
            line["rotation_method"] = name == "a.png" ? method : "none";
            line["turned_by"] = name == "a.png" ? turned : 0;
        });

        var run = await ToolRun.Of("report", folder["out"]);

        Assert.True(run.ExitCode == 0, run.Messages);
        Assert.Equal([folder["out/report.html"]], run.Lines);
        var html = File.ReadAllText(folder["out/report.html"]);
        Assert.Contains("<h1>3 pictures</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"a.png<br>{shown}", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;.jpg<br>best guess 88.7°", html, StringComparison.Ordinal);
        Assert.Contains("not-a-picture", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Equal(3, Thumbnails().Count(html)); // before and after of the turned one, and the unsure one
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal(["out/a.png", "out/report.html", "out/upright.jsonl"], folder.Files.Where(file => file.StartsWith("out/", StringComparison.Ordinal) && !file.Contains('<', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ControlCharactersOfNamesAreSpelt()
    {
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in/a\n\u001b[31mb.jpg"], "no picture");
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"]);
        await ToolRun.Of("report", folder["out"]);

        var html = File.ReadAllText(folder["out/report.html"]);
        Assert.Contains(@"a\n\u001b[31mb.jpg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfADocumentItTellsHowManyPagesWereTurned()
    {
        DrawnPdf pdf = new();
        pdf.AddPage(DrawnPdf.Letters(90));
        pdf.AddPage(DrawnPdf.Letters(0));
        folder.Draw("in/photo.png");
        File.WriteAllBytes(folder["in/turned.pdf"], pdf.Bytes());
        File.WriteAllBytes(folder["in/unsure.pdf"], pdf.Bytes());
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"]);
        RunLedger.Rewrite(folder["out"], (name, line) =>
        {
            if (name == "turned.pdf")
            {
                line["pages"]![0]!["decided_by"] = "reviewer";
                return;
            }

            line["decision"] = "unsure";
            line["reason"] = "disputed-half-turn";
            foreach (var said in line["pages"]?.AsArray() ?? [line])
            {
                (said!["decision"], said["turned_by"], said["confidence"]) = ("unsure", 0, name == "unsure.pdf" ? 0.6 : 0.5);
            }
        });

        await ToolRun.Of("report", folder["out"]);

        var html = File.ReadAllText(folder["out/report.html"]);
        Assert.Contains("turned.pdf<br>1 of 2 pages turned, 1 decided in the review</figcaption>", html, StringComparison.Ordinal);
        Assert.Equal(4, Thumbnails().Count(html)); // before and after of the turned one, and the unsure ones
        Assert.Contains("unsure.pdf<br>0 of 2 pages turned, 2 unsure</figcaption>", html, StringComparison.Ordinal);
        Assert.Contains("confidence 0.50: turning it over must be surer than leaving it</figcaption>", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("photo.png<br>", StringComparison.Ordinal) < html.IndexOf("unsure.pdf<br>", StringComparison.Ordinal), "The least sure come first.");
        Assert.Contains("<th>decided in the review</th><td class=n>1</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InABrowserPicturesGrowAndAreFilteredWithoutAScript()
    {
        folder.Draw("in/turned.png");
        folder.Draw("in/unsure.png");
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "0", "--dead-band", "0");
        RunLedger.Rewrite(folder["out"], (name, line) =>
        {
            line["decision"] = name == "turned.png" ? "turn" : "unsure";
            line["predicted_angle"] = name == "turned.png" ? 180 : -179.9;
            line["turned_by"] = name == "turned.png" ? 180 : 0;
        });
        await ToolRun.Of("report", folder["out"]);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.StartAsync(playwright);
        var page = await Chromium.PageOf(browser);
        await page.GotoAsync(new Uri(folder["out/report.html"]).AbsoluteUri);

        // Labels of the histogram are whole, those at its ends too.
        Assert.True(await page.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('svg text')].every(text => { const [label, whole] = [text, text.ownerSVGElement].map(element => element.getBoundingClientRect()); return label.left >= whole.left && label.right <= whole.right && label.top >= whole.top && label.bottom <= whole.bottom; })"));
        await page.ClickAsync("label:has(#show-over)");
        Assert.Equal((true, false), (await page.IsVisibleAsync("text=turned.png"), await page.IsVisibleAsync("text=unsure.png")));
        await page.ClickAsync("label:has(#show-unsure)");
        Assert.Equal((false, true), (await page.IsVisibleAsync("text=turned.png"), await page.IsVisibleAsync("text=unsure.png")));

        var small = (await page.Locator("section.unsure .zoom img").BoundingBoxAsync())!.Width;
        await page.ClickAsync("section.unsure .zoom");
        Assert.True((await page.Locator("section.unsure .zoom img").BoundingBoxAsync())!.Width > small);
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
