using Upright.Pages;

namespace Upright.Tests.Pages;

/// <summary>Pages that a program made are judged by their letters' own directions.</summary>
public sealed class PdfLettersTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2.5)]
    [InlineData(0, -7.3)]
    [InlineData(0, 90)]
    [InlineData(90, 0)]
    [InlineData(90, 90)]
    [InlineData(90, -1.25)]
    [InlineData(180, 0)]
    [InlineData(180, 178.6)]
    [InlineData(270, 0)]
    [InlineData(270, 12)]
    public async Task TheAngleIsThatOfTheLettersAsThePageIsShown(int rotate, double lean)
    {
        var page = await fixture.FirstPageAsync(DrawnPdf.OfPage(DrawnPdf.Letters(lean), $"/Rotate {rotate}"));

        Assert.Equal(PageKind.Letters, page.Kind);
        Assert.InRange(page.Angle.DistanceTo(new Angle(lean - rotate)), 0, 1e-4);
        Assert.InRange(page.Confidence, 0.99, 1);
        Assert.Equal(rotate % 180 == 0 ? (595, 842) : (842, 595), (page.Width, page.Height));
    }

    [Theory]
    [InlineData(0, 2.5)]
    [InlineData(90, -1.25)]
    [InlineData(180, 178.6)]
    [InlineData(270, 12)]
    [InlineData(0, -90)]
    public async Task TheFixedPageIsUpright(int rotate, double lean)
    {
        var (bytes, report) = await fixture.FixAsync(DrawnPdf.OfPage(DrawnPdf.Letters(lean), $"/Rotate {rotate}"));

        var page = await fixture.FirstPageAsync(bytes);
        Assert.InRange(Math.Abs(page.Angle.Degrees), 0, 1e-3);
        Assert.Equal(Decision.Leave, page.Decision);
        Assert.Equal((page.Width, page.Height), (report.Pages[0].OutputWidth, report.Pages[0].OutputHeight), Near);
    }

    [Fact]
    public async Task ALandscapePageWithLevelLettersIsLeft()
    {
        var pdf = DrawnPdf.OfPage(DrawnPdf.Letters(), mediaBox: "0 0 842 842");
        var (bytes, report) = await fixture.FixAsync(pdf);

        Assert.True(report.IsInputUnchanged);
        Assert.Equal(pdf, bytes);
    }

    [Fact]
    public async Task MostLettersDecideAndALabelUpTheMarginDoesNotMatter()
    {
        var label = "\nBT /F1 9 Tf 0 1 -1 0 20 300 Tm (A label that runs up along the left margin of this page) Tj ET";

        var page = await fixture.FirstPageAsync(DrawnPdf.OfPage(DrawnPdf.Letters(3) + label));

        Assert.Equal(3, page.Angle.Degrees, 4);
        Assert.Equal(Decision.Turn, page.Decision);
    }

    [Theory]
    [InlineData("half this way and half that way", 15, 90)]
    [InlineData("few letters", 0, 0)]
    public async Task LettersThatDisagreeOrAreFewAreNotSure(string _, int lines, int other)
    {
        var content = lines == 0 ? "BT /F1 11 Tf 0 1 -1 0 100 100 Tm (few letters) Tj ET" : DrawnPdf.Letters(0, lines) + DrawnPdf.Letters(other, lines);

        Assert.Equal(Decision.Unsure, (await fixture.FirstPageAsync(DrawnPdf.OfPage(content))).Decision);
    }

    [Fact]
    public async Task AWatermarkAcrossThePageIsNoSkew()
    {
        var page = await fixture.FirstPageAsync(DrawnPdf.OfPage(DrawnPdf.Letters(30)));

        Assert.Equal((Decision.Unsure, UnsureReason.SlantedLetters), (page.Decision, page.Reason));
    }

    [Fact]
    public async Task InvisibleAndMirroredLettersDoNotCount()
    {
        var invisible = DrawnPdf.Letters(5).Replace("/F1 11 Tf", "3 Tr /F1 11 Tf", StringComparison.Ordinal);
        var mirrored = $"q -1 0 0 1 595 0 cm {DrawnPdf.Letters(5)} Q";

        Assert.Equal(UnsureReason.NothingToJudge, (await fixture.FirstPageAsync(DrawnPdf.OfPage(invisible))).Reason);
        Assert.Equal(UnsureReason.NothingToJudge, (await fixture.FirstPageAsync(DrawnPdf.OfPage(mirrored))).Reason);
    }

    [Fact]
    public async Task AnEmptyPageIsLeft()
    {
        var page = await fixture.FirstPageAsync(DrawnPdf.OfPage(""));

        Assert.Equal((PageKind.Empty, Decision.Unsure, UnsureReason.NothingToJudge), (page.Kind, page.Decision, page.Reason));
    }

    private static bool Near((double, double) one, (double, double) other) =>
        Math.Abs(one.Item1 - other.Item1) < 0.01 && Math.Abs(one.Item2 - other.Item2) < 0.01;
}
