#:package Microsoft.Playwright
#:package NetVips
#:package NetVips.Native
#:property PublishAot=false

// Draws docs/images/page-pictures.png and page-detail.png: the service's page in Debian's chromium, with the sample in several positions.
//   dotnet run -c Release --project src/Upright.Server &
//   dotnet run samples/DrawScreenshots.cs [ADDRESS] [FOLDER]

using Microsoft.Playwright;
using NetVips;

var address = args.Length > 0 ? args[0] : "http://127.0.0.1:5080";
var images = args.Length > 1 ? args[1] : Path.Combine("docs", "images");
var folder = Directory.CreateTempSubdirectory("upright-screens-");
string At(string name) => Path.Combine(folder.FullName, name);

using var board = Image.NewFromFile(Path.Combine("samples", "test_input.jpg"));
board.Jpegsave(At("board.jpg"), q: 85);
using (var side = board.Rot(Enums.Angle.D90))
{
    side.Jpegsave(At("on its side.jpg"), q: 85);
}

using (var over = board.Rot(Enums.Angle.D180))
{
    over.Pngsave(At("on its head.png"));
}

using (var corner = board.Crop(board.Width / 2, board.Height * 5 / 8, board.Width / 4, board.Height / 4))
{
    corner.Jpegsave(At("a corner of it.jpg"), q: 85);
}

using (var letter = Image.NewFromMemory(Page(), 827, 1169, 1, Enums.BandFormat.Uchar))
using (var skewed = letter.Rotate(4.3, background: [255]))
{
    skewed.Tiffsave(At("letter, askew.tif"), compression: Enums.ForeignTiffCompression.Lzw);
}

File.WriteAllText(At("no picture.jpg"), "notes");

using var playwright = await Playwright.CreateAsync();
// Chromium refuses its sandbox to root; it opens nothing but this page.
await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 860 }, Locale = "en-GB", ReducedMotion = ReducedMotion.Reduce });
await page.GotoAsync(address);
string[] names = ["board.jpg", "on its side.jpg", "letter, askew.tif", "on its head.png", "a corner of it.jpg", "no picture.jpg"];
await page.SetInputFilesAsync("#files", names.Select(At));
await page.WaitForFunctionAsync("() => document.querySelector('#cards li') && !document.querySelector('#cards li:is([data-verdict=waiting], [data-verdict=working])')");
await page.ScreenshotAsync(new() { Path = Path.Combine(images, "page-pictures.png") });
await page.ClickAsync("#cards li:nth-child(1) .open");
await page.WaitForSelectorAsync("#detail[open]");
await page.EvalOnSelectorAsync("#detail input[type=range]", "slider => { slider.value = (Number(slider.min) + Number(slider.max)) / 2; slider.dispatchEvent(new Event('input', { bubbles: true })); }");
await page.WaitForTimeoutAsync(500); // the large picture is drawn after it has come
await page.ScreenshotAsync(new() { Path = Path.Combine(images, "page-detail.png") });
folder.Delete(recursive: true);

// A page of text at 100 dots an inch.
static byte[] Page()
{
    const string text = "Minutes of the meeting\n\nThe scanner takes forty pages a minute and turns some of them. We agreed to send every page through Upright before it is read, and to look at those of which it is not sure. "
        + "Nothing is changed on a guess.\n\nThe archive holds twelve thousand slips. They were photographed on tables, by hand, in the light there was; a sample of three hundred will show how many need a second look.";
    using var letters = Image.Text(text, font: "serif 12", width: 620, dpi: 100, wrap: Enums.TextWrap.Word);
    using var page = (255 - letters).Embed(100, 120, 827, 1169, extend: Enums.Extend.Background, background: [255]).Cast(Enums.BandFormat.Uchar);
    return page.WriteToMemory<byte>();
}
