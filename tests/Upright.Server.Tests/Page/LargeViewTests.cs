using System.Text.Json;
using Upright.Tests.Cli;

namespace Upright.Server.Tests.Page;

/// <summary>The large view shows a picture whole, and never another's.</summary>
public sealed class LargeViewTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task ATallPictureIsShownWholeBeforeAndAfter(int width)
    {
        await using var visit = await browser.OpenAsync(width: width);
        await visit.AddAsync([folder.Draw("receipt.png", 240, 900)], threshold: 1);
        await visit.OpenPictureAsync(1);
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('#after').naturalHeight === 900");

        foreach (var layer in new[] { "#before", "#after" })
        {
            // Its box, turned or not, is the stage; in that it is shown whole.
            var box = await visit.Page.EvalOnSelectorAsync<int[]>(layer, "image => [image.offsetTop, image.offsetHeight, document.querySelector('#stage').clientHeight]");
            Assert.Equal((0, box[2]), (box[0], box[1]));
            Assert.Equal("contain", await visit.Page.EvalOnSelectorAsync<string>(layer, "image => getComputedStyle(image).objectFit"));
        }

        Assert.InRange((await BoxAsync(visit, "#stage")).Bottom, 1, 860);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AFailedPictureShowsNoOtherAndSaysWhatToDo()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync(browser.Pictures, threshold: 1);
        await visit.OpenPictureAsync(2);
        await visit.Page.ClickAsync("#next");

        Assert.Equal("notes.jpg", await visit.TextAsync("#detail-name"));
        Assert.False(await visit.Page.IsVisibleAsync("#stage"));
        Assert.False(await visit.Page.IsVisibleAsync("#dial"));
        Assert.Null(await visit.Page.GetAttributeAsync("#after", "src"));
        Assert.Equal("This is no picture.", await visit.TextAsync("#verdict"));
        Assert.Equal("docs/errors.md#not-a-picture", await visit.Page.GetAttributeAsync("#advice-code", "href"));
        await visit.Page.ClickAsync("#previous");
        Assert.True(await visit.Page.IsVisibleAsync("#stage"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task OnAPhoneThePictureStaysInViewWhileTheDialIsTurned()
    {
        await using var visit = await browser.OpenAsync(width: 390, height: 844);
        await visit.AddAsync([folder.Draw("a.png")], threshold: 1);
        await visit.OpenPictureAsync(1);
        await visit.Page.EvalOnSelectorAsync("#dial", "dial => dial.scrollIntoView({ block: 'end' })");

        Assert.InRange((await BoxAsync(visit, "#stage")).Y, 0, 200);
        Assert.InRange((await BoxAsync(visit, "#dial")).Y, (await BoxAsync(visit, "#stage")).Bottom - 1, 844);
    }

    [Fact]
    public async Task TheSliderSaysWhatItShows()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.Draw("a.png")], threshold: 1);
        await visit.OpenPictureAsync(1);
        await visit.Page.FocusAsync("#compare");

        Assert.Equal("After", await visit.Page.GetAttributeAsync("#compare", "aria-valuetext"));
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("1 % as it was", await visit.Page.GetAttributeAsync("#compare", "aria-valuetext"));
        await visit.Page.Keyboard.PressAsync("End");
        Assert.Equal(("Before", "Before"), (await visit.Page.GetAttributeAsync("#compare", "aria-valuetext"), await visit.TextAsync("#tag-before")));
    }

    [Fact]
    public async Task WhatTheNetworkSawIsSharedAsAPicture()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([folder.Draw("a.png")], threshold: 1);
        await visit.OpenPictureAsync(1);

        var saved = await visit.DownloadAsync("#share");
        Assert.Equal("a.seen.png", saved.SuggestedFilename);
        using var picture = NetVips.Image.NewFromFile(await saved.PathAsync());
        Assert.Equal((1200, 700), (picture.Width, picture.Height));
        visit.AssertQuiet();
    }

    private static async Task<Box> BoxAsync(PageVisit visit, string selector)
    {
        var box = await visit.Page.EvalOnSelectorAsync<JsonElement>(selector, "element => element.getBoundingClientRect().toJSON()");
        return new Box(box.GetProperty("y").GetDouble(), box.GetProperty("height").GetDouble());
    }

    private readonly record struct Box(double Y, double Height)
    {
        public double Bottom => Y + Height;
    }
}
