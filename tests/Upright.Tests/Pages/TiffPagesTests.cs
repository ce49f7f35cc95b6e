using NetVips;
using Upright.Imaging;
using Upright.Pages;
using Upright.Tests.Cli;

namespace Upright.Tests.Pages;

/// <summary>A TIFF's pages are turned each by its own answer; those that are not keep their coded pixels.</summary>
public sealed class TiffPagesTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>, IDisposable
{
    private const int StripOffsets = 273;
    private const int StripCounts = 279;

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("g4", 1, 4)]
    [InlineData("lzw", 8, 5)]
    [InlineData("zip", 8, 8)]
    [InlineData("jpeg", 8, 7)]
    [InlineData("none", 8, 1)]
    public void TurnedPagesKeepCompressionDepthResolutionAndTagsAndTheOthersTheirPixels(string compression, int bits, int tag)
    {
        var before = Document(compression, bits, pages: 4);

        var after = fixture.Turned(before, new FixOptions(), 90, null, 3, null);

        Assert.Equal(4, Pages(after).Count);
        foreach (var (i, (old, page)) in Pages(before).Zip(Pages(after)).Index())
        {
            Assert.Equal((bits, tag), (page.Number(TiffTags.BitsPerSample), page.Number(TiffTags.Compression)));
            Assert.Equal($"page {i + 1}", System.Text.Encoding.ASCII.GetString(page.Entry(285)!.Value).TrimEnd('\0'));
            Assert.Equal(old.Entry(297)!.Value, page.Entry(297)!.Value);
            if (i is 1 or 3)
            {
                Assert.Equal(Strips(before, old), Strips(after, page));
            }
        }

        Assert.Equal((200, 300), (Load(after, 1).Width, Load(after, 1).Height));
        Assert.Equal((300, 200), (Load(after, 0).Width, Load(after, 0).Height));
        using var turned = Load(after, 0);
        Assert.Equal(300 / 25.4, turned.Xres, 0.01);
        using var straight = Load(before, 0);
        using var expected = straight.Rot90();
        Assert.Equal(expected.Avg(), turned.Avg(), compression == "jpeg" ? 0.5 : 0);
        Assert.InRange((expected - turned).Abs().Avg(), 0, compression == "jpeg" ? 2 : 0);
        Needs.Output("tiffinfo", "-D", Save(after));
    }

    [Fact]
    public async Task UnsurePagesLeaveTheFileByteForByte()
    {
        var document = Document("lzw", 8, pages: 3);
        using var doubtful = Uprighter.Create(new UprightOptions { Threshold = 1 });
        using var output = new MemoryStream();

        var report = await new DocumentUprighter(doubtful).FixAsync(new MemoryStream(document), output, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(document, output.ToArray());
        Assert.Equal([1, 2, 3], report.Pages.Select(page => page.Estimate.Number));
        Assert.All(report.Pages, page => Assert.NotNull(page.Estimate.Picture));
    }

    [Fact]
    public void TheOtherByteOrderIsKept()
    {
        File.WriteAllBytes(folder["little.tif"], Document("lzw", 8, pages: 2));
        Needs.Output("tiffcp", "-B", folder["little.tif"], folder["big.tif"]);
        var before = folder.Bytes("big.tif");
        Assert.Equal((byte)'M', before[0]);

        var after = fixture.Turned(before, new FixOptions(), 180, null);

        Assert.Equal((byte)'M', after[0]);
        using Image old = Load(before, 0), turned = Load(after, 0), left = Load(after, 1), same = Load(before, 1);
        using var expected = old.Rot180();
        Assert.Equal(0, (expected - turned).Abs().Max());
        Assert.Equal(0, (same - left).Abs().Max());
        Needs.Output("tiffinfo", "-D", Save(after));
    }

    [Fact]
    public void FourQuarterTurnsLoseNothing()
    {
        var before = Document("g4", 1, pages: 2);
        var after = before;
        for (var i = 0; i < 4; i++)
        {
            after = fixture.Turned(after, new FixOptions(), 90, null);
        }

        using Image old = Load(before, 0), turned = Load(after, 0);
        Assert.Equal(0, (old - turned).Abs().Max());
    }

    [Fact]
    public async Task ADamagedPageIsLeftAndTheOthersAreJudged()
    {
        var document = Document("lzw", 8, pages: 2);
        var first = Pages(document)[0];
        document.AsSpan((int)first.Entry(StripOffsets)!.Numbers[0], (int)first.Entry(StripCounts)!.Numbers[0]).Fill(0xA5);

        var pages = await fixture.Documents.EstimateAsync(new MemoryStream(document), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([true, false], pages.Select(page => page.Reason == UnsureReason.Damaged));
        Assert.All(pages, page => Assert.Equal(page.Decision == Decision.Unsure, page.Reason is not null));
    }

    [Fact]
    public void PagesWithSmallerCopiesAreRefused()
    {
        using var page = Draw(1);
        var pyramid = page.TiffsaveBuffer(tile: true, tileWidth: 64, tileHeight: 64, pyramid: true, subifd: false);
        Assert.True(Pages(pyramid).Count > 1);

        var refused = Assert.Throws<UprightException>(() => fixture.Turned(pyramid, new FixOptions(), [90, .. Enumerable.Repeat<double?>(null, Pages(pyramid).Count - 1)]));

        Assert.Equal(UprightError.UnsupportedFormat, refused.Error);
    }

    [Fact]
    public async Task ATiffOfOnePageIsAPictureAndAnAnimationIsNoDocument()
    {
        using var page = Draw(1);
        Assert.Null(DocumentFormats.Identify(new MemoryStream(page.TiffsaveBuffer())));
        Assert.Equal(DocumentFormat.Tiff, DocumentFormats.Identify(new MemoryStream(Document("none", 8, pages: 2))));
        File.WriteAllBytes(folder["two.gif"], page.Join(page.Invert(), Enums.Direction.Vertical).GifsaveBuffer(pageHeight: 300));
        Assert.Equal(UprightError.TooManyFrames.ExitCode, (await ToolRun.Of("detect", folder["two.gif"])).ExitCode);
    }

    private string Save(byte[] bytes)
    {
        File.WriteAllBytes(folder["saved.tif"], bytes);
        return folder["saved.tif"];
    }

    private static Image Load(byte[] document, int page) => Image.TiffloadBuffer(document, page: page);

    private static IReadOnlyList<TiffDirectory> Pages(byte[] document)
    {
        var reader = TiffReader.Open(new MemoryStream(document), 1 << 20)!;
        return [.. reader.PageOffsets().Select(reader.ReadPage)];
    }

    private static byte[] Strips(byte[] document, TiffDirectory page) =>
        [.. page.Entry(StripOffsets)!.Numbers.Zip(page.Entry(StripCounts)!.Numbers).SelectMany(strip => document.AsSpan((int)strip.First, (int)strip.Second).ToArray())];

    // libvips codes each page; a page name and number are added, as scanning programs write them.
    private static byte[] Document(string compression, int bits, int pages)
    {
        using var target = new MemoryStream();
        var assembler = new TiffAssembler(target, new TiffLayout(Big: false));
        for (var i = 0; i < pages; i++)
        {
            using var page = Draw(i);
            var coded = page.TiffsaveBuffer(
                compression: compression switch { "g4" => Enums.ForeignTiffCompression.Ccittfax4, "lzw" => Enums.ForeignTiffCompression.Lzw, "zip" => Enums.ForeignTiffCompression.Deflate, "jpeg" => Enums.ForeignTiffCompression.Jpeg, _ => Enums.ForeignTiffCompression.None },
                bitdepth: bits == 1 ? 1 : null,
                q: 95,
                xres: 300 / 25.4,
                yres: 300 / 25.4);
            using var source = new MemoryStream(coded);
            var directory = TiffReader.Read(source, 1 << 20);
            var name = System.Text.Encoding.ASCII.GetBytes($"page {i + 1}\0");
            byte[] number = [(byte)i, 0, (byte)pages, 0];
            assembler.Add(source, new TiffDirectory([.. directory.Entries.Where(entry => entry.Tag is not (285 or 297)), new TiffEntry(285, 2, name), new TiffEntry(297, 3, number)]));
        }

        return target.ToArray();
    }

    private static Image Draw(int page)
    {
        using var white = (Image.Black(200, 300) + 255).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        return white.Mutate(image =>
        {
            image.DrawRect([0], 20, 30, 60 + (10 * page), 40, fill: true);
            image.DrawRect([0], 150, 100, 16, 180, fill: true);
        });
    }
}
