using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NetVips;
using Upright.Tests.Pages;

namespace Upright.Server.Tests.Page;

/// <summary>The page as a visitor meets it, in a real browser.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task DroppedPicturesAreTurnedAndCounted()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SetThresholdAsync(0);
        await visit.DropAsync(browser.Pictures[0]);
        await visit.DoneAsync();

        Assert.StartsWith("1 picture: 1 turned", await visit.TextAsync("#summary"), StringComparison.Ordinal);
        Assert.Contains("boat, house.jpg", await visit.TextAsync("#cards"), StringComparison.Ordinal);
        Assert.NotEqual("none", await visit.Page.EvalOnSelectorAsync<string>("#cards .turning", "element => getComputedStyle(element).transform"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task WhatIsUnsureIsLeftAloneAndWhatIsNoPictureIsTold()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync(browser.Pictures, threshold: 1);

        Assert.Equal("3 pictures: 0 turned, 0 left, 2 unsure, 1 failed", await visit.TextAsync("#summary"));
        Assert.Contains("best guess", await visit.TextAsync("#cards li:nth-child(1)"), StringComparison.Ordinal);
        Assert.Contains("This is no picture.", await visit.TextAsync("#cards li:nth-child(3)"), StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AllPicturesAndTheirTableComeAsAZip()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([.. browser.Pictures, browser.Pictures[1]], threshold: 1);

        using var zip = await ZipFile.OpenReadAsync(await (await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#zip"))).PathAsync());
        Assert.Equal(["boat, house.jpg", "house.png", "house (2).png", "angles.csv"], zip.Entries.Select(entry => entry.FullName));
        using var picture = new MemoryStream();
        await using (var entry = await zip.GetEntry("boat, house.jpg")!.OpenAsync())
        {
            await entry.CopyToAsync(picture);
        }

        Assert.Equal(File.ReadAllBytes(browser.Pictures[0]), picture.ToArray()); // unsure: byte for byte
    }

    [Fact]
    public async Task TheTableIsThatOfTheTool()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync(browser.Pictures);

        var table = await File.ReadAllLinesAsync(await (await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#csv"))).PathAsync());
        Assert.Equal("file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason", table[0]);
        Assert.Matches(@"^""boat, house\.jpg"",-?\d+\.\d{3},[01]\.\d{4},turn,\w+,\d+,\d+,\d+\.\d,,,(true|false|),-?\d+\.\d{3},$", table[1]);
        Assert.Equal("notes.jpg,,,,,,,,not-a-picture,,,,", table[3]);
    }

    [Theory]
    [InlineData("quarter", "90.0", "Turned by +90.0°, 99 % sure.")]
    [InlineData("affine_warp", "88.7", "Turned by +88.7°, 60 % sure.")]
    public async Task APictureTurnedByQuartersIsShownAsSuchAndAsSureAsOfItsQuarter(string method, string turned, string verdict)
    {
        await using var visit = await browser.OpenAsync();
        await AnswerAsync(visit, ("predicted_angle", "88.7"), ("confidence", "0.6"), ("quarter_confidence", "0.9931"), ("decision", "\"turn\""), ("rotation_method", $"\"{method}\""), ("turned_by", turned));
        await visit.AddAsync([browser.Pictures[1]]);
        await visit.OpenPictureAsync(1);

        Assert.Equal(verdict, await visit.TextAsync("#verdict"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task WhatIsUnsureForAllItsConfidenceIsShownWithTheReason()
    {
        await using var visit = await browser.OpenAsync();
        await AnswerAsync(visit, ("predicted_angle", "180"), ("confidence", "0.9931"), ("quarter_confidence", "0.9931"), ("decision", "\"unsure\",\"reason\":\"disputed-half-turn\""), ("turned_by", "0"));
        await visit.AddAsync([browser.Pictures[1]]);
        await visit.OpenPictureAsync(1);

        Assert.StartsWith("Left alone, though 99 % sure of +180.0°: a half turn on which its views and its letters do not agree.", await visit.TextAsync("#verdict"), StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AGuessThatItStandsUprightIsOneToBeAgreedWith()
    {
        await using var visit = await browser.OpenAsync();
        await AnswerAsync(visit, ("predicted_angle", "-0.02"), ("confidence", "0.6123"), ("decision", "\"unsure\",\"reason\":\"direction-unclear\""), ("turned_by", "0"));
        await visit.AddAsync([browser.Pictures[1]]);

        Assert.Contains("best guess 0.0°", await visit.TextAsync("#cards li"), StringComparison.Ordinal);
        await visit.OpenPictureAsync(1);
        Assert.StartsWith("Left alone: only 61 % sure of 0.0°.", await visit.TextAsync("#verdict"), StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.ClickAsync("#cards .keep");
        await visit.VerdictsAsync("kept", 1);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ATiffOfSeveralPagesKeepsItsFormatWhereAnotherIsChosen()
    {
        await using var visit = await browser.OpenAsync();
        using var folder = new Upright.Tests.Cli.PictureFolder();
        using (var page = Image.NewFromFile(folder.Draw("page.png")))
        using (var pages = page.Join(page, Enums.Direction.Vertical))
        using (var fax = pages.Mutate(image => image.Set(GValue.GIntType, "page-height", page.Height)))
        {
            fax.Tiffsave(folder["fax.tif"]);
        }

        await visit.Page.ClickAsync("details.options summary");
        Assert.Contains("PDFs and TIFFs of several pages keep theirs.", await visit.TextAsync("#options"), StringComparison.Ordinal);
        await visit.Page.SelectOptionAsync("[name=format]", "jpeg");
        await visit.AddAsync([folder["fax.tif"], folder["page.png"]], threshold: 1);

        Assert.Equal(0, await visit.CountAsync("failed"));
        Assert.True(await visit.Page.IsHiddenAsync("#stale"));
        using var zip = await ZipFile.OpenReadAsync(await (await visit.DownloadAsync("#zip")).PathAsync());
        Assert.Equal(["fax.tif", "page.jpg", "angles.csv"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task TheDialTurnsByHandWithTheKeyboardAndGoesBack()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([browser.Pictures[1]], threshold: 1);
        await visit.OpenPictureAsync(1);

        await visit.Page.FocusAsync("#dial");
        await visit.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Turned by hand: +0.9°')");
        await visit.Page.ClickAsync("[data-step='90']");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('+90.9°')");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.FocusAsync("#dial");
        await visit.Page.Keyboard.PressAsync("Home");
        await visit.Page.ClickAsync("[data-step='-90']");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('−90.0°')");

        using var turned = Image.NewFromFile(await (await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#download"))).PathAsync());
        Assert.Equal((240, 320), (turned.Width, turned.Height));
        await visit.Page.ClickAsync("#back");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Left alone')");
        Assert.Equal("0.0", await visit.Page.GetAttributeAsync("#dial", "aria-valuenow"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AnAnswerThatComesLateDoesNotTurnTheDialBack()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([browser.Pictures[1]], threshold: 1);
        await visit.OpenPictureAsync(1);
        var held = await visit.HoldAsync("**/v1/fix?*turn=*");

        await visit.Page.ClickAsync("[data-step='90']");
        await (await held.ReadAsync()).ContinueAsync();
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('+90.0°')"); // the first answer
        await visit.Page.ClickAsync("[data-step='90']");
        var second = await held.ReadAsync();
        // Turned on while the second answer is on its way, which comes before the hand rests.
        await visit.Page.EvaluateAsync("() => { window.steps = 0; window.turning = setInterval(() => { window.steps++; document.querySelector(\"[data-step='-0.1']\").click(); }, 50); }");
        await second.ContinueAsync();
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('180.0°')");
        var steps = await visit.Page.EvaluateAsync<int>("() => { clearInterval(window.turning); return window.steps; }");

        await (await held.ReadAsync()).ContinueAsync();
        await visit.Page.WaitForSelectorAsync(string.Create(CultureInfo.InvariantCulture, $"#verdict:has-text('Turned by hand: +{180 - (0.1 * steps):0.0}°.')"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ATurnIsOfThePictureItWasMadeOnHoweverSoonAnotherIsShown()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync(browser.Pictures[..2], threshold: 1);
        await visit.OpenPictureAsync(1);

        // Both in one go: no time for the dial to come to rest.
        await visit.Page.EvaluateAsync("() => { document.querySelector(\"[data-step='90']\").click(); document.querySelector('#next').click(); }");
        Assert.Equal("house.png", await visit.TextAsync("#detail-name"));
        await visit.Page.WaitForSelectorAsync("#cards li:nth-child(1)[data-verdict='hand']", new() { State = WaitForSelectorState.Attached });
        await visit.Page.ClickAsync("[data-step='90']");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Turned by hand: +90.0°')");
        await visit.Page.EvaluateAsync("() => { document.querySelector(\"[data-step='90']\").click(); document.querySelector('#back').click(); }");
        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Left alone')");
        await visit.DoneAsync();

        Assert.Equal("unsure", await visit.Page.GetAttributeAsync("#cards li:nth-child(2)", "data-verdict"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task TheDialTurnsByPointer()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync([browser.Pictures[1]], threshold: 1);
        await visit.OpenPictureAsync(1);

        var dial = (await visit.Page.Locator("#dial").BoundingBoxAsync())!;
        var (x, y) = (dial.X + (dial.Width / 2), dial.Y + (dial.Height / 2));
        await visit.Page.Mouse.MoveAsync(x, y - (dial.Height * 0.4f));
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(x + (dial.Width * 0.4f), y, new() { Steps = 6 });
        await visit.Page.Mouse.UpAsync();

        await visit.Page.WaitForSelectorAsync("#verdict:has-text('Turned by hand: +90.0°')");
    }

    [Fact]
    public async Task TheSliderShowsBeforeAndAfterAndThePortholeWhatTheNetworkSaw()
    {
        await using var visit = await browser.OpenAsync();
        await visit.AddAsync(browser.Pictures[..2]);
        await visit.OpenPictureAsync(1);
        await visit.Page.FocusAsync("#compare");
        await visit.Page.Keyboard.PressAsync("End");

        Assert.Equal("inset(0px)", await visit.Page.EvalOnSelectorAsync<string>(".layer.before", "layer => getComputedStyle(layer).clipPath.replace(/(inset\\(0px).*/, '$1)')"));
        var drawn = await PortholeAsync(visit);
        await visit.Page.ClickAsync("#show-corners");
        Assert.NotEqual(drawn, await PortholeAsync(visit));
        await visit.Page.ClickAsync("#next");
        Assert.Equal("house.png", await visit.TextAsync("#detail-name"));
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.Null(await visit.Page.QuerySelectorAsync("#detail[open]"));
    }

    [Fact]
    public async Task TheLanguageIsTheVisitorsAndCanBeSwitched()
    {
        await using var visit = await browser.OpenAsync(locale: "zh-CN");
        await visit.AddAsync([browser.Pictures[1]], threshold: 1);
        Assert.Equal("zh", await visit.Page.GetAttributeAsync("html", "lang"));
        Assert.Equal("1 张图片：转正 0，未动 0，没有把握 1", await visit.TextAsync("#summary"));

        await visit.Page.ClickAsync("[data-language=en]");
        Assert.StartsWith("1 picture: 0 turned", await visit.TextAsync("#summary"), StringComparison.Ordinal);
        await visit.Page.ReloadAsync();
        Assert.Equal("Drop pictures here", await visit.TextAsync("#drop-title"));
    }

    [Fact]
    public async Task APictureThatTheBrowserCannotReadIsShownAllTheSame()
    {
        await using var visit = await browser.OpenAsync();
        using var folder = new Upright.Tests.Cli.PictureFolder();
        await visit.AddAsync([folder.Draw("scan.tif")]);

        Assert.Equal(1, await visit.Page.Locator("#cards canvas").CountAsync());
        await visit.OpenPictureAsync(1);
        Assert.Equal("scan.tif", (await visit.DownloadAsync("#download")).SuggestedFilename);
    }

    [Fact]
    public async Task TwoHundredAtOnceAreAllServedByAServiceThatTakesTwoAtATime()
    {
        const int Pictures = 200;
        await using var server = await RunningServer.StartAsync("--Upright:Concurrency=1", "--Upright:Queue=1"); // the page sends three
        await using var visit = await browser.OpenAsync(server);
        using var folder = new Upright.Tests.Cli.PictureFolder();
        await visit.SetThresholdAsync(1);
        await visit.DropAsync(folder.Draw("small.png", 48, 32), Pictures);
        Assert.Equal("waits for its turn", await visit.Page.TextContentAsync($"#cards li:nth-child({Pictures}) .verdict")); // further down than is drawn

        // The page is there for its visitor meanwhile.
        await visit.Page.WaitForSelectorAsync("#cards li[data-verdict='unsure']");
        await visit.Page.ClickAsync("[data-language=zh]");
        await visit.Page.ClickAsync("[data-language=en]");
        await visit.OpenPictureAsync(1);
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.Matches("200 pictures: 0 turned, 0 left, [0-9]+ unsure, [0-9]+ to do", await visit.TextAsync("#summary"));
        Assert.True(await visit.Page.IsEnabledAsync("#zip")); // what is done can be had
        await visit.Page.WaitForFunctionAsync(@"() => /^\d+ of 200 done · about \d+ (s|min) to go$/.test(document.querySelector('#to-go').textContent)");

        // As long as pictures get through, it is not stuck.
        for (var left = Pictures; left > 0;)
        {
            await visit.Page.WaitForFunctionAsync("left => document.querySelectorAll('#cards li:is([data-verdict=waiting], [data-verdict=working])').length < left", left);
            left = await visit.Page.Locator("#cards li:is([data-verdict=waiting], [data-verdict=working])").CountAsync();
        }

        await visit.DoneAsync();
        Assert.Equal("200 pictures: 0 turned, 0 left, 200 unsure", await visit.TextAsync("#summary"));
        Assert.Contains("429", server.Log.Text, StringComparison.Ordinal);
        using var zip = await ZipFile.OpenReadAsync(await (await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#zip"))).PathAsync());
        Assert.Equal(Pictures + 1, zip.Entries.Select(entry => entry.FullName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(zip.Entries.SkipLast(1), entry => Assert.Equal(new FileInfo(folder["small.png"]).Length, entry.Length));
        var table = await File.ReadAllLinesAsync(await (await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#csv"))).PathAsync());
        Assert.Equal(Pictures + 1, table.Length);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task ADocumentIsTurnedPageByPageAndSaved()
    {
        await using var visit = await browser.OpenAsync();
        using var folder = new Upright.Tests.Cli.PictureFolder();
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters());
        pdf.AddPage(DrawnPdf.Letters(90));
        File.WriteAllBytes(folder["letter.pdf"], pdf.Bytes());
        await visit.AddAsync([folder["letter.pdf"], browser.Pictures[1]], threshold: 0.5);

        Assert.Contains("1 of 2 pages turned", await visit.TextAsync("#cards li:nth-child(1)"), StringComparison.Ordinal);
        await visit.OpenPictureAsync(1);
        var saved = await visit.DownloadAsync("#download");
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("letter.pdf", saved.SuggestedFilename);
        Assert.Equal(pdf.Bytes(), (await File.ReadAllBytesAsync(await saved.PathAsync()))[..pdf.Bytes().Length]);
        var table = await File.ReadAllLinesAsync(await (await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("#csv"))).PathAsync());
        Assert.Matches("^letter.pdf,0.000,.*,1,,0.000,$", table[1]);
        Assert.Matches("^letter.pdf,90.000,.*,2,,90.000,$", table[2]);
        Assert.StartsWith("house.png,", table[3], StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task AKeyIsSentWhenTheServiceAsksForOne()
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("open sesame")));
        await using var server = await RunningServer.StartAsync($"--Upright:ApiKeys:me={hash}");
        await using var visit = await browser.OpenAsync(server);
        await visit.AddAsync([browser.Pictures[1]]);
        Assert.Contains("This service asks for a key.", await visit.TextAsync("#cards"), StringComparison.Ordinal);

        await visit.Page.ClickAsync(".options summary");
        await visit.Page.FillAsync("[name=key]", "open sesame");
        await visit.Page.ClickAsync("#cards .retry");
        await visit.DoneAsync();
        Assert.DoesNotContain("failed", await visit.TextAsync("#summary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("desk", 1280, 860, ColorScheme.Light, "en-GB")]
    [InlineData("desk-dark", 1280, 860, ColorScheme.Dark, "en-GB")]
    [InlineData("tablet", 768, 1024, ColorScheme.Light, "zh-CN")]
    [InlineData("phone", 390, 844, ColorScheme.Light, "zh-CN")]
    [InlineData("phone-dark", 390, 844, ColorScheme.Dark, "en-GB")]
    public async Task ThePageIsAccessibleInEveryState(string name, int width, int height, ColorScheme scheme, string locale)
    {
        await using var visit = await browser.OpenAsync(width: width, height: height, scheme: scheme, locale: locale);
        await visit.AssertAccessibleAsync($"{name}-empty");
        await visit.Page.ClickAsync(".options summary");
        await visit.AssertAccessibleAsync($"{name}-options");
        await visit.Page.ClickAsync(".options summary");
        await visit.AddAsync(browser.Pictures, threshold: 0.5);
        await visit.AssertAccessibleAsync($"{name}-pictures");
        await visit.OpenPictureAsync(1);
        await visit.AssertAccessibleAsync($"{name}-detail");

        Assert.Equal(width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        visit.AssertQuiet();
    }

    private static Task<string> PortholeAsync(PageVisit visit) => visit.Page.EvalOnSelectorAsync<string>("#porthole", "canvas => canvas.toDataURL()");

    // The service's answer with some of its fields said otherwise.
    private static Task<IAsyncDisposable> AnswerAsync(PageVisit visit, params (string Field, string Value)[] fields) => visit.Page.RouteAsync("**/v1/fix?*", async route =>
    {
        var answer = await route.FetchAsync();
        var body = Encoding.Latin1.GetString(await answer.BodyAsync());
        foreach (var (field, value) in fields)
        {
            body = Regex.Replace(body, $"\"{field}\": ?[^,}}\\s]+", $"\"{field}\":{value}");
        }

        await route.FulfillAsync(new() { Response = answer, BodyBytes = Encoding.Latin1.GetBytes(body) });
    });
}
