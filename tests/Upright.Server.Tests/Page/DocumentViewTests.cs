using Upright.Pages;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Server.Tests.Page;

/// <summary>A document on the page: its pages are seen, and turned by hand like pictures.</summary>
public sealed class DocumentViewTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task PagesAreSeenAndTurnedByHandBeforeTheDocumentIsSaved()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([Letter(0, 90, 0)], threshold: 0.5);
        Assert.Equal("1 of 3 pages turned", await visit.TextAsync("#cards .angle"));

        await visit.OpenPictureAsync(1);
        await visit.Page.WaitForFunctionAsync("() => document.querySelectorAll('#strip canvas').length === 3");
        Assert.Equal("letter.pdf · 1", await visit.TextAsync("#detail-name"));
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("letter.pdf · 2", await visit.TextAsync("#detail-name"));
        Assert.StartsWith("Turned by +90.0°", await visit.TextAsync("#verdict"), StringComparison.Ordinal);
        await visit.Page.ClickAsync("#strip li:nth-child(3) button");
        await visit.Page.ClickAsync("[data-step='180']");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Turned by hand: +180.0°')");

        await AssertSavedAsync(visit, 0, 90, 180);
        await visit.Page.ClickAsync("#back");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Upright already')");
        await visit.DoneAsync();
        await AssertSavedAsync(visit, 0, 90, 0);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task UnsurePagesAreAmongThoseToBeDecided()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([Letter(0, 90)], threshold: 1);
        await visit.Page.ClickAsync("#review");

        Assert.Equal("1 / 2", await visit.TextAsync("#detail-place"));
        await visit.Page.ClickAsync("#keep");
        await visit.Page.ClickAsync("#next-unsure");
        Assert.Equal("Use +90.0°", await visit.TextAsync("#use-guess"));
        await visit.Page.ClickAsync("#use-guess");
        await visit.DoneAsync();
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Turned by hand: +90.0°')");
        await AssertSavedAsync(visit, 0, 90);
    }

    // By how much each page's letters are turned against those of the page that came.
    private async Task AssertSavedAsync(PageVisit visit, params double[] expected)
    {
        var saved = await (await visit.DownloadAsync("#download")).PathAsync();
        using var upright = Uprighter.Create();
        var documents = new DocumentUprighter(upright);
        List<double> turns = [];
        var before = documents.EstimateAsync(folder["letter.pdf"]).ToBlockingEnumerable();
        var after = documents.EstimateAsync(saved).ToBlockingEnumerable();
        foreach (var (came, went) in before.Zip(after))
        {
            turns.Add(Math.Abs(Math.Round((came.Angle - went.Angle).Degrees)));
        }

        Assert.Equal(expected, turns);
    }

    // A page of letters for each angle that it is to be turned by.
    private string Letter(params double[] angles)
    {
        var pdf = new DrawnPdf();
        foreach (var angle in angles)
        {
            pdf.AddPage(DrawnPdf.Letters(angle));
        }

        File.WriteAllBytes(folder["letter.pdf"], pdf.Bytes());
        return folder["letter.pdf"];
    }
}
