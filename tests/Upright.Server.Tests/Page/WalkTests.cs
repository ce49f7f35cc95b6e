using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Server.Tests.Page;

/// <summary>Everything the page offers, from the first picture to the last download, without a pointer; with what each state is for axe and for the reader's language.</summary>
public sealed class WalkTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    // What is neither English nor Chinese: names of files, formats, programs and keys.
    private static readonly string[] OfNoLanguage =
        ["Upright", "English", "OpenAPI", "JPEG", "WebP", "TIFF", "AVIF", "EXIF", "GIF", "PNG", "PDF", "PDFs", "CSV", "ZIP", "Ctrl", "upright", "boat", "house", "letter", "notes", "jpg", "png", "pdf"];

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("walk-phone", 390, 844, ColorScheme.Dark, "zh-CN")]
    [InlineData("walk-tablet", 768, 1024, ColorScheme.Dark, "en-GB")]
    [InlineData("walk-desk", 1280, 860, ColorScheme.Light, "zh-CN")]
    public async Task AllIsDoneWithTheKeyboardAlone(string name, int width, int height, ColorScheme scheme, string locale)
    {
        await using var visit = await browser.OpenAsync(width: width, height: height, scheme: scheme, locale: locale);
        var page = visit.Page;
        var keys = page.Keyboard;

        // Options: how sure it must be, and marked names.
        await TabToAsync(visit, ".options summary");
        await keys.PressAsync("Enter");
        await TabToAsync(visit, "[name=threshold]");
        await keys.PressAsync("End");
        await TabToAsync(visit, "[name=names]");
        await keys.PressAsync("ArrowDown");
        Assert.Equal("marked", await page.InputValueAsync("[name=names]"));
        await BackToAsync(visit, "#files");

        // Pictures, one that is none, and a document; the window in which they are chosen is the browser's own.
        await page.SetInputFilesAsync("#files", [.. browser.Pictures, Letter()]);
        await visit.DoneAsync();
        await AssertWellAsync(visit, $"{name}-pictures", width);

        // A filter, and the failed one: what to do is said.
        await TabToAsync(visit, "[data-filter=failed]");
        await keys.PressAsync("Enter");
        await TabToAsync(visit, "#cards li:nth-child(3) .open");
        await keys.PressAsync("Enter");
        await AssertWellAsync(visit, $"{name}-failed", width);
        await keys.PressAsync("Escape");
        await BackToAsync(visit, "[data-filter=all]");
        await keys.PressAsync("Enter");

        // The unsure ones, one after the other: the guess, by hand, and the pages of the document.
        await TabToAsync(visit, "#review");
        await keys.PressAsync("Enter");
        await AssertWellAsync(visit, $"{name}-unsure", width);
        await keys.PressAsync("Enter"); // the guess
        await keys.PressAsync("Enter"); // on to the next
        await TabToAsync(visit, "#dial");
        await keys.PressAsync("PageUp");
        await keys.PressAsync("PageUp");
        await visit.VerdictsAsync("hand", 2);
        await page.WaitForFunctionAsync("() => document.querySelector('#cards li:nth-child(2)').dataset.verdict === 'hand'");
        await TabToAsync(visit, "#share");
        Assert.EndsWith(".seen.png", (await page.RunAndWaitForDownloadAsync(() => keys.PressAsync("Enter"))).SuggestedFilename, StringComparison.Ordinal);
        await BackToAsync(visit, "#compare");
        await keys.PressAsync("End");
        await BackToAsync(visit, "#next");
        await keys.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#strip canvas').length === 2");
        await AssertWellAsync(visit, $"{name}-document", width);
        Assert.Equal(0, await page.EvalOnSelectorAsync<int>("#detail", "dialog => dialog.scrollTop")); // its verdict is in sight
        await keys.PressAsync("k");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("g");
        await visit.VerdictsAsync("hand", 3);
        await keys.PressAsync("Escape");

        // Some are selected, turned together, and it is undone.
        await TabToAsync(visit, "#select-all");
        await keys.PressAsync("Enter");
        await TabToAsync(visit, "[data-selected-turn='180']");
        await AssertWellAsync(visit, $"{name}-selected", width);
        await keys.PressAsync("Enter");
        await visit.DoneAsync();
        await keys.PressAsync("Control+z");
        await visit.DoneAsync();
        await TabToAsync(visit, "#select-none");
        await keys.PressAsync("Enter");

        // What is not saved is asked about; then it is saved, only what was changed.
        await BackToAsync(visit, "#clear");
        await keys.PressAsync("Enter");
        await AssertWellAsync(visit, $"{name}-question", width);
        Assert.InRange((await page.Locator("#question").BoundingBoxAsync())!.Height, 40, 300);
        await keys.PressAsync("Escape");
        Assert.Equal(4, await page.Locator("#cards li").CountAsync());
        await BackToAsync(visit, "#zip-changed");
        var saved = await page.RunAndWaitForDownloadAsync(() => keys.PressAsync("Enter"));
        using (var zip = await ZipFile.OpenReadAsync(await saved.PathAsync()))
        {
            Assert.Equal(["boat, house.upright.jpg", "house.upright.png", "letter.upright.pdf", "angles.csv"], zip.Entries.Select(entry => entry.FullName));
        }

        await TabToAsync(visit, "#clear");
        await keys.PressAsync("Enter");
        Assert.Equal(0, await page.Locator("#cards li").CountAsync());
        visit.AssertQuiet();
    }

    private string Letter()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters());
        pdf.AddPage(DrawnPdf.Letters(90));
        File.WriteAllBytes(folder["letter.pdf"], pdf.Bytes());
        return folder["letter.pdf"];
    }

    private static Task TabToAsync(PageVisit visit, string selector) => GoToAsync(visit, "Tab", selector);

    private static Task BackToAsync(PageVisit visit, string selector) => GoToAsync(visit, "Shift+Tab", selector);

    // Whatever has the focus on the way can be seen to have it.
    private static async Task GoToAsync(PageVisit visit, string key, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await visit.Page.Keyboard.PressAsync(key);
            var told = await visit.Page.EvaluateAsync<string>(
                """
                selector => {
                  const focused = document.activeElement;
                  const shown = focused.matches(".visually-hidden") ? focused.nextElementSibling : focused;
                  if (focused !== document.body && getComputedStyle(shown).outlineStyle === "none") return shown.outerHTML;
                  return focused.matches(selector) ? "there" : "on the way";
                }
                """,
                selector);
            Assert.Contains(told, (string[])["there", "on the way"]);
            if (told == "there")
            {
                return;
            }
        }

        Assert.Fail($"{key} does not come to {selector}.");
    }

    private static async Task AssertWellAsync(PageVisit visit, string name, int width)
    {
        await visit.AssertAccessibleAsync(name);
        Assert.Equal(width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        if (await visit.Page.GetAttributeAsync("html", "lang") == "zh")
        {
            var texts = await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('body *')].filter(element => element.checkVisibility() && !element.children.length && !element.matches('#advice-code, #facts dd')).map(element => element.textContent)");
            Assert.DoesNotContain(texts, text => Regex.Matches(text, "[A-Za-z]{2,}").Any(word => !OfNoLanguage.Contains(word.Value)));
        }
    }
}
