using System.IO.Compression;
using NetVips;
using UglyToad.PdfPig;
using Upright.Imaging;
using Upright.Pages;
using Upright.Tests.Imaging;

namespace Upright.Tests.Pages;

/// <summary>Scanned pages are judged by their picture, as it lies on the page.</summary>
public sealed class PdfScanTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>, IDisposable
{
    private readonly Poppler poppler = new();

    public void Dispose() => poppler.Dispose();

    [Theory]
    [InlineData("jpeg", "595 0 0 842 0 0", 0)]
    [InlineData("jpeg", "0 842 -595 0 595 0", 0)]
    [InlineData("jpeg", "-595 0 0 842 595 0", 90)]
    [InlineData("jpeg", "560 40 -50 780 60 10", 180)]
    [InlineData("jpeg-in-flate", "595 0 0 842 0 0", 270)]
    [InlineData("jpeg-2000", "595 0 0 842 0 0", 0)]
    [InlineData("jpeg-2000", "0 842 -595 0 595 0", 0)]
    [InlineData("cmyk-jpeg", "595 0 0 842 0 0", 0)]
    [InlineData("flate-rgb", "595 0 0 -842 0 842", 0)]
    [InlineData("flate-grey", "595 0 0 842 0 0", 90)]
    [InlineData("flate-grey-inverted", "595 0 0 842 0 0", 0)]
    [InlineData("flate-grey-predicted", "595 0 0 842 0 0", 0)]
    [InlineData("flate-grey-and-more", "595 0 0 842 0 0", 0)]
    [InlineData("flate-indexed", "595 0 0 842 0 0", 0)]
    [InlineData("flate-bits", "595 0 0 842 0 0", 0)]
    [InlineData("fax", "595 0 0 842 0 0", 0)]
    [InlineData("fax", "595 0 0 842 0 0", 270)]
    [InlineData("stencil", "595 0 0 842 0 0", 0)]
    [InlineData("soft-mask", "595 0 0 842 0 0", 0)]
    public void ThePictureIsSeenAsAnotherReaderShowsThePage(string kind, string matrix, int rotate)
    {
        var pdf = new DrawnPdf();
        pdf.AddScan(Picture(pdf, kind), matrix, $"/Rotate {rotate}");
        var bytes = pdf.Bytes();

        using var seen = Draw(bytes);

        using var expected = poppler.Render(bytes, dpi: 72 * Math.Max(seen.Width, seen.Height) / 842.0);
        Assert.InRange(Poppler.Difference(expected, seen), 0, 6);
        using var wrong = expected.Rot180();
        Assert.True(Poppler.Difference(wrong, seen) > 12, "The comparison does not tell a wrong turn.");
    }

    [Fact]
    public void StripsBecomeOnePicture()
    {
        var pdf = new DrawnPdf();
        using var page = Page();
        var strips = Enumerable.Range(0, 4).Select(i =>
        {
            using var strip = page.Crop(0, i * page.Height / 4, page.Width, page.Height / 4);
            return pdf.AddStream(Entries(strip, "/DCTDecode", "/DeviceGray"), strip.JpegsaveBuffer());
        }).ToList();
        pdf.AddPage(string.Join('\n', strips.Select((_, i) => $"q 595 0 0 210.5 0 {(3 - i) * 210.5} cm /Im{i} Do Q")), "", $"/XObject<<{string.Join(' ', strips.Select((strip, i) => $"/Im{i} {strip} 0 R"))}>>");

        using var seen = Draw(pdf.Bytes());

        using var expected = page.Resize((double)seen.Width / page.Width, vscale: (double)seen.Height / page.Height);
        Assert.InRange(Poppler.Difference(expected, seen), 0, 4);
    }

    [Fact]
    public async Task AScanIsJudgedByItsPictureAndInvisibleLettersOverItHaveNoSay()
    {
        var pdf = new DrawnPdf();
        var picture = Picture(pdf, "jpeg");
        pdf.AddPage($"q 595 0 0 842 0 0 cm /Im0 Do Q {DrawnPdf.Letters(40).Replace("/F1 11 Tf", "3 Tr /F1 11 Tf", StringComparison.Ordinal)}", "", $"/XObject<</Im0 {picture} 0 R>>");

        var page = await fixture.FirstPageAsync(pdf.Bytes());

        Assert.Equal((PageKind.Picture, 0), (page.Kind, page.Letters));
        Assert.NotNull(page.Picture);
    }

    [Fact]
    public async Task LettersOverAPictureDecideAndAStampOnAScanDoesNot()
    {
        var pdf = new DrawnPdf();
        var picture = Picture(pdf, "jpeg");
        pdf.AddPage($"q 595 0 0 842 0 0 cm /Im0 Do Q {DrawnPdf.Letters(2)}", "", $"/XObject<</Im0 {picture} 0 R>>");
        pdf.AddPage("q 595 0 0 842 0 0 cm /Im0 Do Q BT /F1 11 Tf 0 1 -1 0 30 30 Tm (EXHIBIT 17) Tj ET", "", $"/XObject<</Im0 {picture} 0 R>>");
        var pages = await fixture.Documents.EstimateAsync(new MemoryStream(pdf.Bytes()), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([PageKind.Mixed, PageKind.Picture], pages.Select(page => page.Kind));
        Assert.Equal(2, pages[0].Angle.Degrees, 4);
    }

    [Theory]
    [InlineData("/JBIG2Decode", UnsureReason.UnsupportedPicture)]
    [InlineData("/JPXDecode", UnsureReason.Damaged)]
    public async Task APictureThatCannotBeDecodedLeavesThePageAndSaysSo(string filter, UnsureReason reason)
    {
        var pdf = new DrawnPdf();
        pdf.AddScan(pdf.AddStream($"/Type/XObject/Subtype/Image/Width 1000/Height 1400/ColorSpace/DeviceGray/BitsPerComponent 8/Filter {filter}", [1, 2, 3, 4]));

        var page = await fixture.FirstPageAsync(pdf.Bytes());

        Assert.Equal((PageKind.Picture, Decision.Unsure, reason), (page.Kind, page.Decision, page.Reason));
    }

    [Fact]
    public async Task ADamagedOrHugePictureLeavesThePageAndSaysSo()
    {
        var pdf = new DrawnPdf();
        pdf.AddScan(pdf.AddStream("/Type/XObject/Subtype/Image/Width 1000/Height 1400/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", [0xFF, 0xD8, 0xFF, 1, 2]));
        pdf.AddScan(pdf.AddStream("/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", [0xFF, 0xD8]));
        // The picture is small, its mask is not.
        var mask = pdf.AddStream("/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", Deflated([1, 2, 3]));
        pdf.AddScan(pdf.AddStream($"/Type/XObject/Subtype/Image/Width 100/Height 140/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/SMask {mask} 0 R", Deflated(new byte[14_000])));

        var pages = await fixture.Documents.EstimateAsync(new MemoryStream(pdf.Bytes()), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([UnsureReason.Damaged, UnsureReason.TooManyPixels, UnsureReason.Damaged], pages.Select(page => page.Reason));
    }

    [Fact]
    public void ATurnedScanKeepsItsCodedPictureAndItsSize()
    {
        var pdf = new DrawnPdf();
        pdf.AddScan(Picture(pdf, "jpeg"));
        var before = pdf.Bytes();

        var after = fixture.Turned(before, new FixOptions(), 92.5);

        Assert.Equal(before, after[..before.Length]);
        Assert.InRange(after.Length - before.Length, 1, 2000);
        using var rendered = poppler.Render(before);
        using var expected = rendered.Similarity(angle: 92.5, background: [255]);
        using var seen = poppler.Render(after);
        Assert.InRange(Poppler.Difference(expected, seen), 0, 3);
    }

    private Image Draw(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var drawn = PagePicture.Of(document.GetPage(1)).Draw(
            new PdfImagePixels(document.Structure.FilterProvider, new PdfObjects(document.Structure.TokenScanner)), fixture.Upright.Limits, CancellationToken.None);
        using var image = Image.NewFromMemory(drawn.Pixels, drawn.Width, drawn.Height, drawn.Channels, Enums.BandFormat.Uchar);
        using var colour = image.Copy(interpretation: Enums.Interpretation.Srgb);
        using var grey = colour.Colourspace(Enums.Interpretation.Bw);
        return grey.CopyMemory();
    }

    // Asymmetric in every way: a page with a dark corner, a bar and lines.
    private static Image Page()
    {
        using var white = (Image.Black(1190, 1684) + 255).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        return white.Mutate(image =>
        {
            image.DrawRect([0], 60, 60, 300, 200, fill: true);
            image.DrawRect([0], 900, 500, 100, 900, fill: true);
            for (var line = 0; line < 12; line++)
            {
                image.DrawRect([0], 100, 400 + (60 * line), 700, 20, fill: true);
            }
        });
    }

    private static string Entries(Image image, string filter, string colour, int bits = 8) =>
        $"/Type/XObject/Subtype/Image/Width {image.Width}/Height {image.Height}/ColorSpace {colour}/BitsPerComponent {bits}/Filter {filter}";

    private static byte[] Jpeg2000(Image page)
    {
        using var folder = new TemporaryFolder();
        page.WriteToFile(folder["page.png"]);
        Needs.Output("opj_compress", "-i", folder["page.png"], "-o", folder["page.jp2"]);
        return File.ReadAllBytes(folder["page.jp2"]);
    }

    private static int Picture(DrawnPdf pdf, string kind)
    {
        using var page = Page();
        var samples = page.WriteToMemory<byte>();
        switch (kind)
        {
            case "jpeg":
                return pdf.AddStream(Entries(page, "/DCTDecode", "/DeviceGray"), page.JpegsaveBuffer());
            case "jpeg-in-flate":
                return pdf.AddStream(Entries(page, "[/FlateDecode/DCTDecode]", "/DeviceGray"), Deflated(page.JpegsaveBuffer()));
            case "jpeg-2000":
                return pdf.AddStream(Entries(page, "/JPXDecode", "/DeviceGray"), Jpeg2000(page));
            case "cmyk-jpeg":
                using (var ink = page.IccTransform("cmyk", inputProfile: "srgb"))
                {
                    // libvips writes the inks the wrong way round, as Photoshop does; /Decode says so.
                    return pdf.AddStream(Entries(page, "/DCTDecode", "/DeviceCMYK") + "/Decode[1 0 1 0 1 0 1 0]", ink.JpegsaveBuffer());
                }

            case "flate-rgb":
                return pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceRGB"), Deflated([.. samples.SelectMany(sample => new[] { sample, sample, sample })]));
            case "flate-grey":
                return pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceGray"), Deflated(samples));
            case "flate-grey-inverted":
                return pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceGray") + "/Decode[1 0]", Deflated([.. samples.Select(sample => (byte)(255 - sample))]));
            case "flate-grey-predicted":
                // PNG's filter 1 in each row: the difference from the left.
                return pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceGray") + $"/DecodeParms<</Predictor 15/Columns {page.Width}>>", Deflated(
                    [.. samples.Chunk(page.Width).SelectMany(row => row.Select((sample, x) => (byte)(sample - (x == 0 ? 0 : row[x - 1]))).Prepend((byte)1))]));
            case "flate-grey-and-more":
                return pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceGray"), Deflated([.. samples, .. new byte[1 << 20]]));
            case "flate-indexed":
                return pdf.AddStream(Entries(page, "/FlateDecode", "[/Indexed/DeviceRGB 1 <FFFFFF201010>]"), Deflated([.. samples.Select(sample => sample == 0 ? (byte)1 : (byte)0)]));
            case "flate-bits":
                return pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceGray", 1), Deflated(Bits(samples, page.Width, white: 1)));
            case "stencil":
                return pdf.AddStream($"/Type/XObject/Subtype/Image/Width {page.Width}/Height {page.Height}/ImageMask true/BitsPerComponent 1/Filter/FlateDecode", Deflated(Bits(samples, page.Width, white: 1)));
            case "soft-mask":
                using (var inverted = page.Invert())
                {
                    var mask = pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceGray"), Deflated(inverted.WriteToMemory<byte>()));
                    return pdf.AddStream(Entries(page, "/FlateDecode", "/DeviceGray") + $"/SMask {mask} 0 R", Deflated(new byte[samples.Length]));
                }

            default:
                var strip = Fax(page);
                return pdf.AddStream(Entries(page, "/CCITTFaxDecode", "/DeviceGray", 1) + $"/DecodeParms<</K -1/Columns {page.Width}/Rows {page.Height}>>", strip);
        }
    }

    // Group 4 as libtiff codes it, in one strip.
    private static byte[] Fax(Image page)
    {
        using var tiff = new MemoryStream(page.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Ccittfax4, bitdepth: 1, miniswhite: true, tileHeight: page.Height));
        var directory = TiffReader.Read(tiff, 1 << 20);
        Assert.Equal(1, directory.Entry(273)!.Count);
        return tiff.ToArray().AsSpan((int)directory.Entry(273)!.Numbers[0], (int)directory.Entry(279)!.Numbers[0]).ToArray();
    }

    private static byte[] Bits(byte[] samples, int width, int white)
    {
        var row = (width + 7) / 8;
        var bits = new byte[row * (samples.Length / width)];
        for (var i = 0; i < samples.Length; i++)
        {
            if (samples[i] > 127 == (white == 1))
            {
                bits[(i / width * row) + (i % width / 8)] |= (byte)(0x80 >> (i % width % 8));
            }
        }

        return bits;
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Fastest))
        {
            deflate.Write(bytes);
        }

        return output.ToArray();
    }
}
