using Upright.Pages;
using Upright.Tests.Cli;

namespace Upright.Tests.Pages;

/// <summary>Documents that are cut off, whatever wrote them: refused, or all their pages are there; never fewer of them in silence.</summary>
public sealed class TruncatedPdfTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>, IDisposable
{
    private const int Pages = 3;

    private readonly PictureFolder folder = new();

    public static TheoryData<string> Layouts => [.. Laid.Keys];

    private static Dictionary<string, Func<byte[]>> Laid => new()
    {
        ["by hand"] = Drawn,
        ["LibreOffice"] = () => ProducedPdf.LibreOffice(Pages),
        ["pdfTeX"] = () => ProducedPdf.PdfTex(Pages),
        ["Word"] = () => ProducedPdf.Word(Pages),
    };

    public static TheoryData<bool> Updates => [false, true];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task IsRefusedWhicheverProgramsLayoutItHas(string layout) => await RefusedOrWholeAsync(Laid[layout](), 0);

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task IsRefusedWithinAnUpdateToo(bool streams) => await RefusedOrWholeAsync(ProducedPdf.Updated(Pages, streams), ProducedPdf.LibreOffice(1).Length);

    [Fact]
    public async Task IsRefusedWithinAnUpdateOfOurOwn()
    {
        var before = DrawnPdf.OfPage(DrawnPdf.Letters(5));
        await RefusedOrWholeAsync((await fixture.FixAsync(before)).Bytes, before.Length, 1);
    }

    [Theory]
    [InlineData("qpdf", "--linearize")]
    [InlineData("qpdf", "--linearize", "--object-streams=generate")]
    [InlineData("qpdf", "--object-streams=generate")]
    [InlineData("pdftocairo", "-pdf")]
    [InlineData("gs", "-q", "-sDEVICE=pdfwrite", "-o")]
    public async Task IsRefusedWhicheverProgramWroteIt(string program, params string[] arguments)
    {
        File.WriteAllBytes(folder["in.pdf"], Drawn());
        Needs.Output(program, program == "gs" ? [.. arguments, folder["whole.pdf"], folder["in.pdf"]] : [.. arguments, folder["in.pdf"], folder["whole.pdf"]]);
        await RefusedOrWholeAsync(folder.Bytes("whole.pdf"), 0);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task IsRefusedWithZerosInPlaceOfItsEnd(string layout)
    {
        var whole = Laid[layout]();
        whole.AsSpan(whole.Length / 2).Clear(); // a download that made room for all of it
        Assert.Equal(UprightError.DamagedDocument, (await PagesAsync(whole)).Error);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task ButWhatIsBehindTheEndDoesNoHarm(string layout)
    {
        foreach (var rubbish in new[] { "\0\0\0\0", "\r\n<html>1 object of 3</html>", new string('\n', 5000) })
        {
            Assert.Equal(Pages, (await PagesAsync([.. Laid[layout](), .. System.Text.Encoding.ASCII.GetBytes(rubbish)])).Pages);
        }
    }

    // Readers find the objects of such a file by themselves.
    [Fact]
    public async Task NorDoesAnEndThatPointsElsewhere()
    {
        var whole = Drawn();
        var at = whole.AsSpan().LastIndexOf("startxref"u8);
        Assert.Equal(Pages, (await PagesAsync([.. whole[..at], .. "startxref\n17\n%%EOF\n"u8])).Pages);
        Assert.Equal(Pages, (await PagesAsync([.. whole[..at], .. "%%EOF\n"u8])).Pages);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("<<>>")]
    [InlineData("(overwritten")]
    public async Task APageThatIsLostWithinIsToldToo(string left)
    {
        var pdf = new DrawnPdf();
        for (var page = 0; page < Pages; page++)
        {
            pdf.AddPage(DrawnPdf.Letters(lines: 20));
        }

        pdf.Replace(pdf.PageObject(2), left);
        var told = await Record.ExceptionAsync(async () =>
        {
            var pages = await fixture.Documents.EstimateAsync(new MemoryStream(pdf.Bytes()), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal([Decision.Leave, Decision.Unsure, Decision.Leave], pages.Select(page => page.Decision));
        });
        Assert.True(told is null || (told as UprightException)?.Error == UprightError.DamagedDocument, told?.ToString());
    }

    private static byte[] Drawn()
    {
        var pdf = new DrawnPdf();
        for (var page = 0; page < Pages; page++)
        {
            pdf.AddPage(DrawnPdf.Letters(lines: 20));
        }

        return pdf.Bytes();
    }

    /// <summary>Cuts at every twentieth of what may be lost, and every five bytes before the end.</summary>
    private async Task RefusedOrWholeAsync(byte[] whole, int from, int pages = Pages)
    {
        Assert.Equal((pages, null), await PagesAsync(whole));
        int[] cuts = [.. Enumerable.Range(1, 19).Select(part => from + ((whole.Length - from) * part / 20)), .. Enumerable.Range(1, 12).Select(bytes => whole.Length - (5 * bytes))];
        foreach (var cut in cuts)
        {
            var (left, error) = await PagesAsync(whole[..cut]);
            Assert.True(error == UprightError.DamagedDocument || left == pages, $"{cut} of {whole.Length} bytes: {left} pages, {error}");
            Assert.True(error == UprightError.DamagedDocument || cut > whole.AsSpan().LastIndexOf("endobj"u8), $"{cut} of {whole.Length} bytes are said to be whole.");
        }
    }

    private async Task<(int Pages, UprightError? Error)> PagesAsync(byte[] document)
    {
        try
        {
            var pages = await fixture.Documents.EstimateAsync(new MemoryStream(document), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
            return (pages.Count(page => page is { Kind: PageKind.Letters, Angle.Degrees: > -6 and < 6, Reason: null }), null);
        }
        catch (UprightException refused)
        {
            return (0, refused.Error);
        }
    }
}
