using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Tokens;

namespace Upright.Tests.Pages;

/// <summary>Whatever else a PDF holds is there after its pages were turned, and what points into a page moves with it.</summary>
public sealed class PdfKeepsTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>, IDisposable
{
    private readonly Poppler poppler = new();

    public void Dispose() => poppler.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OutlineLinksFormsAttachmentsLabelsAndMetadataStay(bool compressed)
    {
        var before = Everything();
        if (compressed)
        {
            // Objects in object streams, cross references in a stream.
            Needs.Output("qpdf", "--object-streams=generate", poppler.Save(before), poppler["compressed.pdf"]);
            before = File.ReadAllBytes(poppler["compressed.pdf"]);
        }

        var (after, report) = await fixture.FixAsync(before);

        Assert.Equal([RotationMethod.PageTransformation, RotationMethod.PageRotation, RotationMethod.None], report.Pages.Select(page => page.Method));
        Assert.Equal(before, after[..before.Length]);
        using PdfDocument old = PdfDocument.Open(before), fixedOne = PdfDocument.Open(after);
        Assert.Equal(Outline(old), Outline(fixedOne));
        Assert.Equal((old.Information.Title, old.Information.Author, old.Information.CreationDate), (fixedOne.Information.Title, fixedOne.Information.Author, fixedOne.Information.CreationDate));
        Assert.True(old.TryGetXmpMetadata(out var metadata) && fixedOne.TryGetXmpMetadata(out var kept) && metadata.GetXmlBytes().SequenceEqual(kept.GetXmlBytes()));
        Assert.True(fixedOne.TryGetForm(out var form));
        Assert.Equal("Zoë (name)", Assert.Single(form.Fields).Information.PartialName);
        Assert.True(fixedOne.Advanced.TryGetEmbeddedFiles(out var files));
        Assert.Equal("attached text", Encoding.ASCII.GetString(Assert.Single(files).Memory.Span));
        Assert.True(fixedOne.Structure.Catalog.CatalogDictionary.Data.ContainsKey("PageLabels"));
        Needs.Output("qpdf", "--check", poppler.Save(after));
        Assert.Contains("notes.txt", Needs.Output("qpdf", "--list-attachments", poppler.Save(after)), StringComparison.Ordinal);
        Assert.Contains("Title:           A title", Needs.Output("pdfinfo", poppler.Save(after)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReferenceThatLeadsToNothingStillDoes()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters(5));
        var missing = pdf.PageObject(1) + 1;
        pdf.Catalog = $"/Outlines {missing} 0 R";

        var (after, report) = await fixture.FixAsync(pdf.Bytes());

        Assert.Equal(RotationMethod.PageTransformation, Assert.Single(report.Pages).Method);
        Assert.Equal("null", Needs.Output("qpdf", $"--show-object={missing}", poppler.Save(after)).Trim());
    }

    [Fact]
    public void ReferenceThatLeadsToNothingStillDoesWhereItIsCompressed()
    {
        const int Missing = 12; // behind the highest number in use
        var after = fixture.Turned(ProducedPdf.PdfTex(1, $"/Outlines {Missing} 0 R"), new FixOptions(), 5);

        Assert.Equal("null", Needs.Output("qpdf", $"--show-object={Missing}", poppler.Save(after)).Trim());
    }

    [Fact]
    public async Task DestinationsLeadToTheSameLetters()
    {
        var (after, _) = await fixture.FixAsync(Everything());

        using var document = PdfDocument.Open(after);
        var objects = new Upright.Pages.PdfObjects(document.Structure.TokenScanner);
        var catalog = document.Structure.Catalog.CatalogDictionary;
        var letter = FirstLetter(after, out var origin);
        var named = objects.Get<ArrayToken>(objects.Get<ArrayToken>(objects.Get<DictionaryToken>(objects.Get<DictionaryToken>(catalog, "Names"), "Dests"), "Names")![1])!;
        var open = objects.Get<ArrayToken>(catalog, "OpenAction")!;
        var outline = objects.Get<ArrayToken>(objects.Get<DictionaryToken>(objects.Get<DictionaryToken>(catalog, "Outlines"), "First"), "Dest")!;
        var link = objects.Get<ArrayToken>(objects.Get<DictionaryToken>(document.GetPage(3).Dictionary, "Annots") ?? objects.Get<DictionaryToken>(objects.Get<ArrayToken>(document.GetPage(3).Dictionary, "Annots")![0]), "Dest")!;
        foreach (var destination in new[] { named, open, outline, link })
        {
            Assert.Equal(letter.X + origin.X, ((NumericToken)destination[2]).Double, 0.05);
            Assert.Equal(letter.Y + origin.Y, ((NumericToken)destination[3]).Double, 0.05);
        }
    }

    [Fact]
    public async Task LinksAndFieldsLieWhereTheirLettersAre()
    {
        var before = Everything();

        var (after, _) = await fixture.FixAsync(before);

        using var document = PdfDocument.Open(after);
        var letter = document.GetPage(1).Letters[0];
        foreach (var annotation in document.GetPage(1).GetAnnotations())
        {
            var box = annotation.Rectangle;
            Assert.InRange(letter.StartBaseLine.X, box.Left, box.Right);
            Assert.InRange(letter.StartBaseLine.Y, box.Bottom, box.Top);
        }

        Assert.Equal(2, document.GetPage(1).GetAnnotations().Count());
        using var rendered = poppler.Render(before);
        using var expected = rendered.Similarity(angle: 4, background: [255]);
        using var seen = poppler.Render(after);
        Assert.InRange(Poppler.Difference(expected, seen), 0, 3); // the field's grey box is turned with the letters
    }

    [Fact]
    public void ATurnedTurnedDocumentIsStillWhole()
    {
        var pdf = Everything();
        for (var i = 0; i < 3; i++)
        {
            pdf = fixture.Turned(pdf, new FixOptions(), 3, -90, 1);
        }

        Needs.Output("qpdf", "--check", poppler.Save(pdf));
        using var document = PdfDocument.Open(pdf);
        Assert.Equal(3, document.NumberOfPages);
    }

    // Page 1 leans by 4 degrees and is turned in its content, page 2 lies on its side, page 3 is upright.
    private static byte[] Everything()
    {
        var pdf = new DrawnPdf();
        var letter = FirstLetter(DrawnPdf.OfPage(DrawnPdf.Letters(4)), out _);
        var place = FormattableString.Invariant($"{letter.X:0.###} {letter.Y:0.###}");
        var box = FormattableString.Invariant($"{letter.X - 20:0.###} {letter.Y - 20:0.###} {letter.X + 60:0.###} {letter.Y + 30:0.###}");
        var look = pdf.AddStream("/Type/XObject/Subtype/Form/BBox[0 0 40 25]/Resources<<>>", "0.7 g 0 0 40 25 re f 0.3 g 0 0 10 5 re f"u8.ToArray());
        var field = pdf.Add($"<</Type/Annot/Subtype/Widget/FT/Tx/T<FEFF005A006F00EB00200028006E0061006D00650029>/V(a \\(value\\) \\200)/Rect[{box}]/F 4/AP<</N {look} 0 R>>/DA(/F1 11 Tf)>>");
        pdf.AddPage(DrawnPdf.Letters(4), $"/Annots[{field} 0 R <</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/A<</S/URI/URI(https://example.org/)>>>>]");
        var first = pdf.PageObject(1);
        pdf.AddPage(DrawnPdf.Letters(90));
        pdf.AddPage(DrawnPdf.Letters(), $"/Annots[<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[100 100 200 200]/Dest[{first} 0 R/XYZ {place} 0]>>]");
        var item = pdf.Add("");
        var outlines = pdf.Add("");
        pdf.Replace(item, $"<</Title(First \\351)/Parent {outlines} 0 R/Dest[{first} 0 R/XYZ {place} null]>>");
        pdf.Replace(outlines, $"<</Type/Outlines/First {item} 0 R/Last {item} 0 R/Count 1>>");
        var file = pdf.AddStream("/Type/EmbeddedFile", "attached text"u8.ToArray());
        var attachment = pdf.Add($"<</Type/Filespec/F(notes.txt)/UF(notes.txt)/EF<</F {file} 0 R>>>>");
        var metadata = pdf.AddStream("/Type/Metadata/Subtype/XML", "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'/><?xpacket end='w'?>"u8.ToArray());
        var information = pdf.Add("<</Title(A title)/Author(An author)/CreationDate(D:20260102030405Z)>>");
        pdf.Catalog = $"/Outlines {outlines} 0 R/Metadata {metadata} 0 R/AcroForm<</Fields[{field} 0 R]>>/PageLabels<</Nums[0<</S/r>>]>>"
            + $"/OpenAction[{first} 0 R/XYZ {place} 1]/Names<</EmbeddedFiles<</Names[(notes.txt) {attachment} 0 R]>>/Dests<</Names[(there)[{first} 0 R/XYZ {place} null]]>>>>";
        pdf.Trailer = $"/Info {information} 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]";
        return pdf.Bytes();
    }

    private static (double X, double Y) FirstLetter(byte[] pdf, out (double X, double Y) origin)
    {
        using var document = PdfDocument.Open(pdf);
        var page = document.GetPage(1);
        origin = (page.CropBox.Bounds.Left, page.CropBox.Bounds.Bottom);
        return (page.Letters[0].StartBaseLine.X, page.Letters[0].StartBaseLine.Y);
    }

    private static List<(string, int)> Outline(PdfDocument document)
    {
        Assert.True(document.TryGetBookmarks(out var bookmarks));
        return [.. bookmarks.GetNodes().Select(node => (node.Title, node is DocumentBookmarkNode inside ? inside.PageNumber : 0))];
    }
}
