using System.Diagnostics;
using Upright.Pages;
using Upright.Tests.Cli;

namespace Upright.Tests.Pages;

/// <summary>Documents that cannot or must not be changed, and faults on the way: a clear error, and nothing is lost.</summary>
public sealed class DocumentRefusalTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>, IDisposable
{
    private static readonly byte[] Leaning = DrawnPdf.OfPage(DrawnPdf.Letters(5));

    private readonly PictureFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task APasswordIsNotGuessed()
    {
        File.WriteAllBytes(folder["in.pdf"], Leaning);
        Needs.Output("qpdf", "--encrypt", "user", "owner", "256", "--", folder["in.pdf"], folder["locked.pdf"]);

        await RefusedAsync(UprightError.EncryptedDocument, folder.Bytes("locked.pdf"));
    }

    [Fact]
    public async Task WhatOpensWithoutAPasswordIsJudgedAndLeftButNotChanged()
    {
        File.WriteAllBytes(folder["in.pdf"], Leaning);
        Needs.Output("qpdf", "--encrypt", "", "owner", "256", "--", folder["in.pdf"], folder["readable.pdf"]);

        Assert.Equal(5, (await fixture.FirstPageAsync(folder.Bytes("readable.pdf"))).Angle.Degrees, 3);
        await RefusedAsync(UprightError.EncryptedDocument, folder.Bytes("readable.pdf"));
    }

    [Fact]
    public async Task ASignedDocumentIsChangedOnlyWhenThatIsSaid()
    {
        var signed = Signed(DrawnPdf.Letters(5));

        await RefusedAsync(UprightError.SignedDocument, signed);
        Assert.False((await fixture.FixAsync(signed, new FixOptions { ChangeSigned = true })).Report.IsInputUnchanged);
        Assert.True((await fixture.FixAsync(Signed(DrawnPdf.Letters()))).Report.IsInputUnchanged);
    }

    [Theory]
    [InlineData("/Type/XObject/Subtype/Image/Width 600/Height 800/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode")]
    [InlineData("/Type/XObject/Subtype/Image/Width 600/Height 800/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode")]
    [InlineData("/Type/XObject/Subtype/Image/Width 600/Height 800/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/Nonesuch")]
    [InlineData("/Type/XObject/Subtype/Image/Width 600/Height 800/ColorSpace[/Indexed 99 0 R (x)]/BitsPerComponent 7")]
    [InlineData("/Type/XObject/Subtype/Form/BBox[0 0]/Matrix[1 2]")]
    [InlineData("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>")]
    public async Task AnOddPictureOrFormMakesItsPageUnsureAlone(string entries)
    {
        var pdf = new DrawnPdf();
        var odd = pdf.AddStream(entries.Replace("/X 5 0 R", $"/X {pdf.Add("null") + 1} 0 R", StringComparison.Ordinal), "/X Do ( odd"u8.ToArray());
        await OddPageAsync(pdf, "q 595 0 0 842 0 0 cm /X Do Q", $"/XObject<</X {odd} 0 R>>", entries.Contains("Image", StringComparison.Ordinal) ? UnsureReason.Damaged : null);
    }

    [Theory]
    [InlineData("<</Type/Font/Subtype/Nonesuch>>")]
    [InlineData("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[99 0 R]>>")]
    [InlineData("<</Type/Font/Subtype/Type1/BaseFont/A/FirstChar 0/LastChar 300/Widths[1]/Encoding 99 0 R>>")]
    [InlineData("<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[0 0 0 0 0 0]/CharProcs<<>>/Encoding<<>>/FirstChar 0/LastChar 1/Widths[]>>")]
    public async Task AnOddFontDoesNotStopTheOtherPages(string font)
    {
        var pdf = new DrawnPdf();
        var odd = pdf.Add(font);
        await OddPageAsync(pdf, "BT /X 14 Tf 72 700 Td (Letters of an odd font) Tj ET", $"/Font<</X {odd} 0 R>>", null);
    }

    [Fact]
    public async Task ADocumentWithoutItsFirstLineIsStillOne()
    {
        var headless = (byte[])Leaning.Clone();
        "%\u00e2\u00e3\u00cf\u00d3 "u8[..5].CopyTo(headless);
        Assert.Equal(DocumentFormat.Pdf, DocumentFormats.Identify(new MemoryStream(headless)));
        Assert.Equal(5, (await fixture.FirstPageAsync(headless)).Angle.Degrees, 3);
    }

    [Fact]
    public async Task EntriesThatSayNullSayNothing()
    {
        File.WriteAllBytes(folder["in.pdf"], ProducedPdf.PdfTex(1, packed: false));
        Needs.Output("qpdf", "--check", folder["in.pdf"]);

        Assert.Equal(Decision.Leave, (await fixture.FirstPageAsync(folder.Bytes("in.pdf"))).Decision);
        File.WriteAllBytes(folder["out.pdf"], fixture.Turned(folder.Bytes("in.pdf"), new FixOptions(), 90));
        Needs.Output("qpdf", "--check", folder["out.pdf"]);
        Assert.Equal(-90, (await fixture.FirstPageAsync(folder.Bytes("out.pdf"))).Angle.Degrees, 3);
    }

    [Fact]
    public async Task StreamWhoseFilterIsNullIsReadAsItIs()
    {
        var pdf = new DrawnPdf();
        var content = pdf.AddStream("/Filter null /DecodeParms null ", System.Text.Encoding.Latin1.GetBytes(DrawnPdf.Letters(5)));
        pdf.AddPage("");
        pdf.Replace(pdf.PageObject(1), $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources<</Font<</F1 3 0 R>>>>>>");

        Assert.Equal(5, (await fixture.FirstPageAsync(pdf.Bytes())).Angle.Degrees, 3);
    }

    [Fact]
    public async Task WhatBeginsAsADocumentAndIsNoneIsDamaged() =>
        await RefusedAsync(UprightError.DamagedDocument, "%PDFn\r\ntrailer\r\n<</S10/Prev 5137/Root <<5 0 R/In"u8.ToArray());

    [Fact]
    public async Task WhatIsNoDocumentIsRefused()
    {
        await RefusedAsync(UprightError.EmptyFile, []);
        await RefusedAsync(UprightError.UnsupportedFormat, File.ReadAllBytes(folder.Draw("picture.png")));
        await RefusedAsync(UprightError.DamagedDocument, "%PDF-1.7\nand nothing else"u8.ToArray());
        await RefusedAsync(UprightError.DamagedDocument, new DrawnPdf().Bytes()); // no pages, which no row could tell of
    }

    [Fact]
    public async Task MorePagesThanTheLimitAreRefused()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage("");
        pdf.AddPage("");
        using var strict = Uprighter.Create(new UprightOptions { MaxPages = 1 });

        var refused = await Assert.ThrowsAsync<UprightException>(async () => await new DocumentUprighter(strict).EstimateAsync(new MemoryStream(pdf.Bytes()), Cancellation).ToListAsync(Cancellation));

        Assert.Equal(UprightError.TooManyPages, refused.Error);
    }

    [Fact]
    public async Task APageThatCannotBeReadDoesNotStopTheOthers()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters(5));
        var broken = pdf.AddStream("/Filter/FlateDecode", [1, 2, 3, 4, 5]);
        pdf.AddPage("");
        pdf.Replace(pdf.PageObject(2), $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {broken} 0 R>>");

        var (_, report) = await fixture.FixAsync(pdf.Bytes());

        Assert.Equal([Decision.Turn, Decision.Unsure], report.Pages.Select(page => page.Estimate.Decision));
    }

    [Fact]
    public async Task TheInputIsNotReplacedUnlessAsked()
    {
        File.WriteAllBytes(folder["in.pdf"], Leaning);

        var refused = await Assert.ThrowsAsync<UprightException>(() => fixture.Documents.FixAsync(folder["in.pdf"], folder["in.pdf"], cancellationToken: Cancellation));
        Assert.Equal(UprightError.WouldOverwriteInput, refused.Error);
        await fixture.Documents.FixAsync(folder["in.pdf"], folder["in.pdf"], new FixOptions { InPlace = true }, cancellationToken: Cancellation);
        Assert.Equal(Decision.Leave, (await fixture.FirstPageAsync(folder.Bytes("in.pdf"))).Decision);
    }

    [Fact]
    public async Task ACancelledRunLeavesNothing()
    {
        File.WriteAllBytes(folder["in.pdf"], Many(20));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var progress = new Stopper(stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Documents.FixAsync(folder["in.pdf"], folder["out.pdf"], progress: progress, cancellationToken: stop.Token));

        Assert.Equal(["in.pdf"], folder.Files);
    }

    [Fact]
    public async Task AProcessKilledWhileItWritesLeavesTheOldFileOrTheNewOne()
    {
        var old = "what was there before"u8.ToArray();
        File.WriteAllBytes(folder["in.pdf"], [.. Many(200), .. new byte[60 << 20], .. Tail(Many(200))]);
        File.WriteAllBytes(folder["out.pdf"], old);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Upright.Cli.Tool).Assembly.Location, "fix", folder["in.pdf"], "-o", folder["out.pdf"]]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        while (!process.HasExited && !folder.Files.Any(name => name.StartsWith(".upright-", StringComparison.Ordinal)))
        {
            await Task.Delay(1, Cancellation);
        }

        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        var left = folder.Bytes("out.pdf");
        Assert.True(left.AsSpan().SequenceEqual(old) || left.Length > folder.Bytes("in.pdf").Length, $"{left.Length} bytes are neither.");
    }

    private async Task OddPageAsync(DrawnPdf pdf, string content, string resources, UnsureReason? reason)
    {
        pdf.AddPage(DrawnPdf.Letters(5));
        pdf.AddPage(content, resources: resources);
        pdf.AddPage(DrawnPdf.Letters(5));

        var (_, report) = await fixture.FixAsync(pdf.Bytes());

        Assert.Equal([Decision.Turn, Decision.Unsure, Decision.Turn], report.Pages.Select(page => page.Estimate.Decision));
        Assert.Equal(reason ?? report.Pages[1].Estimate.Reason, report.Pages[1].Estimate.Reason);
    }

    private static byte[] Many(int pages)
    {
        var pdf = new DrawnPdf();
        for (var i = 0; i < pages; i++)
        {
            pdf.AddPage(DrawnPdf.Letters(90, lines: 4));
        }

        return pdf.Bytes();
    }

    // The last lines again, so that they are where they are looked for behind a filling.
    private static byte[] Tail(byte[] pdf) => pdf[pdf.AsSpan().LastIndexOf("startxref"u8)..];

    private static byte[] Signed(string content)
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(content);
        var field = pdf.Add("<</FT/Sig/T(sign)/V<</Type/Sig/Filter/Adobe.PPKLite/Contents<0011>/ByteRange[0 1 2 3]>>>>");
        pdf.Catalog = $"/AcroForm<</Fields[{field} 0 R]>>";
        return pdf.Bytes();
    }

    private async Task RefusedAsync(UprightError error, byte[] document)
    {
        File.WriteAllBytes(folder["refused.pdf"], document);
        var before = folder.Files;

        var refused = await Assert.ThrowsAsync<UprightException>(() => fixture.Documents.FixAsync(folder["refused.pdf"], folder["out.pdf"], cancellationToken: Cancellation));

        Assert.Equal(error, refused.Error);
        Assert.Equal(before, folder.Files);
        Assert.Equal(document, folder.Bytes("refused.pdf"));
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<PageEstimate>
    {
        public void Report(PageEstimate value)
        {
            if (value.Number == 3)
            {
                stop.Cancel();
            }
        }
    }
}
