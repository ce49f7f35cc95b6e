using System.Text.Json.Nodes;
using NetVips;
using Upright.Tests.Pages;

namespace Upright.Tests.Cli;

/// <summary>The review of documents, and that it goes on under the run's own settings.</summary>
public sealed class ReviewDocumentTests : IAsyncLifetime
{
    private readonly PictureFolder folder = new();
    private ReviewProcess review = null!;

    public async ValueTask InitializeAsync()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters(4));
        pdf.AddPage(DrawnPdf.Letters(90));
        pdf.AddPage(DrawnPdf.Letters(0));
        pdf.AddPage("");
        folder.Draw("in/photo.png");
        File.WriteAllBytes(folder["in/scan.pdf"], pdf.Bytes());
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--canvas", "same", "--fill", "#ff0000", "--threshold", "0.9");
        review = await ReviewProcess.StartAsync(folder["out"]);
    }

    public ValueTask DisposeAsync()
    {
        review?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task EveryPageOfADocumentCanBeLookedAtButEmptyOnes()
    {
        var rows = await review.RowsAsync();

        Assert.Equal([null, 1, 2, 3], rows.Select(row => (int?)row["page"]).Order());
        var row = rows.First(row => (int?)row["page"] == 2);
        Assert.Equal(90, (double)row["angle"]!);
        using var answer = await review.SendAsync(HttpMethod.Get, $"thumbnail?index={row["index"]}&turn=90");
        using var seen = Image.JpegloadBuffer(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.True(seen.Width > seen.Height, "A page of A4 on its side is wider than high.");
    }

    [Fact]
    public async Task ADecisionAboutAPageTurnsItAndLeavesTheOthersAsTheRunTurnedThem()
    {
        var changed = await DecideAsync(page: 3, angle: 180);

        Assert.Equal([1, 2, 3], changed.Select(row => (int)row["page"]!).Order());
        Assert.Equal([0.0, 0, 180], (await WrittenAsync()).Take(3));
        var line = RunLedger.Last(folder["out"], "scan.pdf");
        var page = line["pages"]![2]!;
        Assert.Equal(("reviewer", 180, "turn", "page_rotation", 180), ((string)page["decided_by"]!, (double)page["decided_angle"]!, (string)page["decision"]!, (string)page["rotation_method"]!, (double)page["turned_by"]!));
        Assert.Equal(0, (double)page["predicted_angle"]!);
        Assert.Equal((3, "turn"), ((int)line["turned_pages"]!, (string)line["decision"]!));
        // "same" is the run's own canvas.
        Assert.Equal([595.0, 842], line["pages"]![0]!["output_size"]!.AsArray().Select(side => (double)side!));
    }

    [Fact]
    public async Task AnOlderLedgerThatDoesNotTellTheTurnsIsGoneOnWith()
    {
        await review.RestartAsync((_, line) => Assert.All(PagesOf(line), page => Assert.True(page.Remove("turned_by"))));

        await DecideAsync(page: 3, angle: 180);

        Assert.Equal([0.0, 0, 180], (await WrittenAsync()).Take(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // an older ledger
    public async Task AcceptingAPageThatWasDecidedKeepsWhatWasDone(bool tellsTurns)
    {
        await review.RestartAsync((_, line) =>
        {
            foreach (var page in PagesOf(line))
            {
                Assert.True(tellsTurns || page.Remove("turned_by"));
                (page["decision"], page["predicted_angle"]) = (int)page["page"]! switch
                {
                    1 => ("turn", 4),
                    2 => ("turn", 88.7),
                    3 => ("unsure", 12.3),
                    _ => ("leave", 0),
                };
            }
        });
        var written = folder.WrittenLongAgo("out/scan.pdf");
        var proposed = (await review.RowsAsync()).Where(row => row["page"] is not null).ToDictionary(row => (int)row["page"]!, row => (double)row["proposed"]!);

        Assert.Equal([4, 90, 12.3], [proposed[1], proposed[2], proposed[3]]);
        await DecideAsync(page: 2, angle: proposed[2]);

        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["out/scan.pdf"]));
        var line = RunLedger.Last(folder["out"], "scan.pdf");
        var page = line["pages"]![1]!;
        Assert.Equal(("reviewer", 90, "turn", 88.7), ((string)page["decided_by"]!, (double)page["decided_angle"]!, (string)page["decision"]!, (double)page["predicted_angle"]!));
        Assert.Equal(("turn", 2), ((string)line["decision"]!, (int)line["turned_pages"]!));
    }

    [Fact]
    public async Task DecisionsAboutSeveralPagesAddUpAndCanBeTakenBack()
    {
        await DecideAsync(page: 3, angle: 180);
        await DecideAsync(page: 2, angle: 0);
        Assert.Equal([0.0, 90, 180], (await WrittenAsync()).Take(3));

        await DecideAsync(page: 3, angle: 0);
        Assert.Equal([0.0, 90, 0], (await WrittenAsync()).Take(3));
    }

    [Fact]
    public async Task AWholeDocumentCanBeDecidedAtOnce()
    {
        await DecideAsync(page: 1, angle: 0, document: true);

        Assert.Equal(folder.Bytes("in/scan.pdf"), folder.Bytes("out/scan.pdf"));
        Assert.All(RunLedger.Last(folder["out"], "scan.pdf")["pages"]!.AsArray(), page => Assert.Equal("reviewer", (string)page!["decided_by"]!));
    }

    [Fact]
    public async Task TheNextRunLeavesTheDecisionAlone()
    {
        await DecideAsync(page: 3, angle: 180);
        await review.KillAsync();

        var again = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--canvas", "same", "--fill", "#ff0000", "--threshold", "0.9");

        Assert.Contains("2 done by an earlier run", again.Messages, StringComparison.Ordinal);
        Assert.Equal([0.0, 0, 180], (await WrittenAsync()).Take(3));
    }

    [Fact]
    public async Task APictureIsWrittenAsTheRunWroteItsPictures()
    {
        await review.DecideAsync("photo.png", 30);

        using var before = Image.NewFromFile(folder["in/photo.png"]);
        using var after = Image.NewFromFile(folder["out/photo.png"]);
        Assert.Equal((before.Width, before.Height), (after.Width, after.Height));
        Assert.Equal([255.0, 0, 0], after.Getpoint(1, 1));
    }

    [Fact]
    public async Task AnotherCanvasIsCarriedOutAlsoWhereTheTurnStays()
    {
        await review.DecideAsync("photo.png", 30);
        await review.RestartAsync((_, _) => { }, "--canvas", "inner");

        await review.DecideAsync("photo.png", 30);

        using var before = Image.NewFromFile(folder["in/photo.png"]);
        using var after = Image.NewFromFile(folder["out/photo.png"]);
        Assert.True(after.Width < before.Width && after.Height < before.Height, "The edges are cut.");
    }

    private static IEnumerable<JsonObject> PagesOf(JsonObject line) => (line["pages"]?.AsArray() ?? []).Select(page => page!.AsObject());

    private Task<List<JsonObject>> DecideAsync(int page, double angle, bool document = false) => review.DecideAsync("scan.pdf", angle, page, document);

    private async Task<List<double>> WrittenAsync()
    {
        var run = await ToolRun.Of("detect", folder["out/scan.pdf"], "--csv");
        return [.. run.Lines.Skip(1).Select(line => Math.Round(double.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture), 2) + 0.0)];
    }
}
