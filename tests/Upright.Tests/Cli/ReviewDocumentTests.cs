using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NetVips;
using Upright.Tests.Pages;

namespace Upright.Tests.Cli;

/// <summary>The review of documents, and that it goes on under the run's own settings.</summary>
public sealed class ReviewDocumentTests : IAsyncLifetime
{
    private readonly PictureFolder folder = new();
    private readonly HttpClient client = new();
    private ToolProcess? tool;
    private Uri address = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        await ReviewAsync();
    }

    public ValueTask DisposeAsync()
    {
        tool?.Dispose();
        client.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task EveryPageOfADocumentCanBeLookedAtButEmptyOnes()
    {
        var rows = JsonNode.Parse(await client.GetStringAsync(new Uri(address, "/pictures" + address.Query), Cancellation))!.AsArray();

        Assert.Equal([null, 1, 2, 3], rows.Select(row => (int?)row!["page"]).Order());
        var row = rows.First(row => (int?)row!["page"] == 2)!;
        Assert.Equal(90, (double)row["angle"]!);
        using var seen = Image.JpegloadBuffer(await client.GetByteArrayAsync(new Uri(address, $"/thumbnail{address.Query}&index={row["index"]}&turn=90"), Cancellation));
        Assert.True(seen.Width > seen.Height, "A page of A4 on its side is wider than high.");
    }

    [Fact]
    public async Task ADecisionAboutAPageTurnsItAndLeavesTheOthersAsTheRunTurnedThem()
    {
        var changed = await DecideAsync(page: 3, angle: 180);

        Assert.Equal([1, 2, 3], changed.Select(row => (int)row!["page"]!).Order());
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
        await tool!.KillAsync();
        tool.Dispose();
        RunLedger.Rewrite(folder["out"], (_, line) => Assert.All(line["pages"]?.AsArray() ?? [], page => Assert.True(page!.AsObject().Remove("turned_by"))));
        await ReviewAsync();

        await DecideAsync(page: 3, angle: 180);

        Assert.Equal([0.0, 0, 180], (await WrittenAsync()).Take(3));
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
        await tool!.KillAsync();

        var again = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--canvas", "same", "--fill", "#ff0000", "--threshold", "0.9");

        Assert.Contains("2 done by an earlier run", again.Messages, StringComparison.Ordinal);
        Assert.Equal([0.0, 0, 180], (await WrittenAsync()).Take(3));
    }

    [Fact]
    public async Task APictureIsWrittenAsTheRunWroteItsPictures()
    {
        await DecideAsync(page: null, angle: 30);

        using var before = Image.NewFromFile(folder["in/photo.png"]);
        using var after = Image.NewFromFile(folder["out/photo.png"]);
        Assert.Equal((before.Width, before.Height), (after.Width, after.Height));
        Assert.Equal([255.0, 0, 0], after.Getpoint(1, 1));
    }

    private async Task ReviewAsync()
    {
        tool = ToolProcess.Start("review", folder["out"]);
        address = new Uri(await tool.AnswerAsync());
    }

    private async Task<JsonArray> DecideAsync(int? page, double angle, bool document = false)
    {
        var rows = JsonNode.Parse(await client.GetStringAsync(new Uri(address, "/pictures" + address.Query), Cancellation))!.AsArray();
        var index = (int)rows.First(row => (int?)row!["page"] == page)!["index"]!;
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, "/decide"))
        {
            Content = JsonContent.Create(new JsonObject { ["index"] = index, ["angle"] = angle, ["document"] = document }),
        };
        request.Headers.Add("X-Upright-Token", address.Query["?token=".Length..]);
        using var answer = await client.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsArray();
    }

    private async Task<List<double>> WrittenAsync()
    {
        var run = await ToolRun.Of("detect", folder["out/scan.pdf"], "--csv");
        return [.. run.Lines.Skip(1).Select(line => Math.Round(double.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture), 2) + 0.0)];
    }
}
