namespace Upright.Tests.Pages;

/// <summary>Turned pages as another program shows them.</summary>
public sealed class PdfRenderTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>, IDisposable
{
    private const string Pattern = "/Pattern<</P1 <</PatternType 2/Matrix[1 0 0 1 200 500]/Shading<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 120 0]/Function<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>/Extend[true true]>>>> >>";

    private readonly Poppler poppler = new();

    public void Dispose() => poppler.Dispose();

    [Theory]
    [InlineData(0, 0, -7.25, Canvas.Grow)]
    [InlineData(90, 0, 3.5, Canvas.Grow)]
    [InlineData(270, 0, 93.5, Canvas.Grow)]
    [InlineData(0, 0, 176, Canvas.Grow)]
    [InlineData(180, 0, 10, Canvas.Same)]
    [InlineData(0, 1, 5, Canvas.Inner)]
    [InlineData(90, 1, -4, Canvas.Grow)]
    public void ThePageLooksAsItsPictureTurned(int rotate, int hasCropBox, double angle, Canvas canvas)
    {
        // A pattern lies on the sheet, not on the content, and an asymmetric frame tells every wrong turn.
        var content = $"{DrawnPdf.Letters(lines: 12)}\n0.2 g 40 700 120 90 re f 3 w 60 60 400 200 re S /Pattern cs /P1 scn 200 500 120 100 re f";
        var pdf = new DrawnPdf();
        pdf.AddPage(content, $"/Rotate {rotate}{(hasCropBox == 1 ? "/CropBox[20 30 560 800]" : "")}", Pattern);
        var before = pdf.Bytes();

        var after = fixture.Turned(before, new FixOptions { Canvas = canvas }, angle);

        using var rendered = poppler.Render(before);
        using var expected = rendered.Similarity(angle: angle, background: [255]);
        using var seen = poppler.Render(after);
        Assert.InRange(Poppler.Difference(expected, seen), 0, 3);
        using var wrong = rendered.Similarity(angle: -angle, background: [255]);
        Assert.True(Poppler.Difference(wrong, seen) > 2 * Poppler.Difference(expected, seen), "The comparison does not tell a wrong turn.");
        Assert.Equal(Characters(before), Characters(after));
    }

    [Fact]
    public async Task AFixedPageIsUprightForAnotherReaderAndItsTextIsInOrder()
    {
        using var straight = poppler.Render(DrawnPdf.OfPage(DrawnPdf.Letters()));

        var (fixedPage, report) = await fixture.FixAsync(DrawnPdf.OfPage(DrawnPdf.Letters(94), "/Rotate 270"));

        using var seen = poppler.Render(fixedPage);
        Assert.Equal(RotationMethod.PageTransformation, report.Pages[0].Method);
        Assert.InRange(Poppler.Difference(straight, seen), 0, 3);
        Assert.Equal(Enumerable.Range(1, 30).Select(line => $"Line {line} of the letters, as a program sets them."), poppler.Text(fixedPage).Split('\n', '\f').Where(line => line.Length > 0));
    }

    // On a slant poppler finds other words and lines.
    private string Characters(byte[] pdf) => string.Concat(poppler.Text(pdf).Where(one => !char.IsWhiteSpace(one)).Order());

    [Fact]
    public void WhatLayOutsideTheShownPartStaysHidden()
    {
        var before = DrawnPdf.OfPage("0 g 0 0 595 100 re f 100 400 50 50 re f", "/CropBox[50 150 545 800]");

        using var seen = poppler.Render(fixture.Turned(before, new FixOptions(), 10));

        using var bottom = seen.Crop(0, seen.Height - 100, seen.Width, 100);
        Assert.Equal(255, bottom.Min());
    }
}
