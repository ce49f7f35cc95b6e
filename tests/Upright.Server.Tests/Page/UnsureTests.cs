using NetVips;
using Upright.Tests.Cli;

namespace Upright.Server.Tests.Page;

/// <summary>The quick way through the pictures that the service was not sure of.</summary>
public sealed class UnsureTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheBestGuessIsUsedOnTheCardAndUndone()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.DrawTilted("a.jpg")], threshold: 1);
        Assert.Matches(@"^Use [+−]\d+\.\d°$", await visit.TextAsync("#cards .guess"));

        await visit.Page.ClickAsync("#cards .guess");
        await visit.VerdictsAsync("hand", 1);
        Assert.NotEqual("0.0°", await visit.TextAsync("#cards .angle"));
        await visit.Page.ClickAsync("#undo");
        await visit.VerdictsAsync("unsure", 1);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AllUnsureOnesAreDecidedFromTheKeyboard()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.DrawTilted("a.jpg"), folder.DrawTilted("b.jpg"), folder.DrawTilted("c.jpg")], threshold: 1);

        await visit.Page.FocusAsync("#review");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("1 / 3", await visit.TextAsync("#detail-place"));
        Assert.StartsWith("best guess", await visit.TextAsync("#tag-after"), StringComparison.Ordinal); // shown before it is used
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("Next unsure (2) →", await visit.TextAsync("#next-unsure"));
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("b.jpg", await visit.TextAsync("#detail-name"));
        await visit.Page.Keyboard.PressAsync("k");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("c.jpg", await visit.TextAsync("#detail-name"));
        await visit.Page.Keyboard.PressAsync("r");
        await visit.VerdictsAsync("hand", 2);
        await visit.VerdictsAsync("kept", 1);

        await visit.Page.Keyboard.PressAsync("Control+z");
        await visit.VerdictsAsync("unsure", 1);
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("3 pictures: 1 turned, 1 left, 1 unsure", await visit.TextAsync("#summary"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AFilterShowsThoseOfOneKindUntilItIsChosenAgain()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync(browser.Pictures, threshold: 1);

        await visit.Page.ClickAsync("[data-filter=failed]");
        Assert.Equal(["notes.jpg"], await ShownAsync(visit));
        await visit.Page.ClickAsync("[data-filter=unsure]");
        Assert.Equal(["boat, house.jpg", "house.png"], await ShownAsync(visit));
        await visit.Page.ClickAsync("#cards li:nth-child(1) .guess");
        await visit.VerdictsAsync("hand", 1);
        Assert.Equal(2, (await ShownAsync(visit)).Count); // what was decided can be seen
        await visit.Page.ClickAsync("[data-filter=unsure]");
        Assert.Equal(["house.png"], await ShownAsync(visit));
        await visit.Page.ClickAsync("[data-filter=all]");
        Assert.Equal(3, (await ShownAsync(visit)).Count);
    }

    [Fact]
    public async Task SelectedPicturesAreTurnedTogetherAndUndoneTogether()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.Draw("a.png"), folder.Draw("b.png"), folder.Draw("c.png")], threshold: 1);
        await visit.Page.ClickAsync("#select-all");
        await visit.Page.UncheckAsync("#cards li:nth-child(3) .select");
        Assert.Equal("2 selected", await visit.TextAsync("#selected"));

        await visit.Page.ClickAsync("[data-selected-turn='90']");
        await visit.VerdictsAsync("hand", 2);
        await visit.Page.ClickAsync("#cards li:nth-child(1) [data-turn='180']");
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('#cards li:nth-child(1) .angle').textContent === '−90.0°'");
        await visit.DoneAsync();
        using var turned = Image.NewFromFile(await (await OneAsync(visit)).PathAsync());
        Assert.Equal((240, 320), (turned.Width, turned.Height));

        // On a slow machine the note with its button is gone by now.
        await visit.Page.Keyboard.PressAsync("Control+z");
        await visit.Page.Keyboard.PressAsync("Control+z");
        await visit.VerdictsAsync("unsure", 3);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task CardsAreGoneThroughAndTurnedWithTheKeyboardAlone()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.Draw("a.png"), folder.Draw("b.png"), folder.Draw("c.png")], threshold: 1);

        await visit.Page.FocusAsync("#clear");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("r");
        await visit.VerdictsAsync("hand", 1);
        Assert.Equal("hand", await visit.Page.GetAttributeAsync("#cards li:nth-child(2)", "data-verdict"));
        await visit.Page.Keyboard.PressAsync("x");
        Assert.True(await visit.Page.IsCheckedAsync("#cards li:nth-child(2) .select"));
        await visit.Page.Keyboard.PressAsync("End");
        await visit.Page.Keyboard.PressAsync("Delete");
        Assert.Equal(["a.png", "b.png"], await ShownAsync(visit));
        Assert.Equal("b.png", await visit.Page.EvaluateAsync<string>("document.activeElement.querySelector('.name').textContent"));
        await visit.Page.Keyboard.PressAsync("Control+z");
        Assert.Equal(3, (await ShownAsync(visit)).Count);
        visit.AssertQuiet();
    }

    private static async Task<Microsoft.Playwright.IDownload> OneAsync(PageVisit visit)
    {
        await visit.OpenPictureAsync(1);
        var saved = await visit.DownloadAsync("#download");
        await visit.Page.Keyboard.PressAsync("Escape");
        return saved;
    }

    private static async Task<IReadOnlyList<string>> ShownAsync(PageVisit visit) =>
        await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#cards li:not([hidden]) .name')].map(name => name.textContent)");
}
