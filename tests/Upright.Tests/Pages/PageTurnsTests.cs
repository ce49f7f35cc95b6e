using NetVips;
using Upright.Pages;

namespace Upright.Tests.Pages;

/// <summary>Turns that someone chose for pages, and pages that are judged several at a time.</summary>
public sealed class PageTurnsTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>
{
    [Fact]
    public async Task ChosenTurnsOfAPdfAreCarriedOutAndTheOtherPagesDecideThemselves()
    {
        var (bytes, report) = await fixture.FixAsync(Letters(0, 0, 90, 5), new FixOptions { PageTurns = new Dictionary<int, Angle> { [1] = new(180), [4] = Angle.Zero } });

        Assert.Equal([PageKind.Given, PageKind.Letters, PageKind.Letters, PageKind.Given], report.Pages.Select(page => page.Estimate.Kind));
        Assert.Equal([180, 0, 90, 0], report.Pages.Select(page => page.Turned.Degrees));
        var angles = await AnglesAsync(bytes);
        Assert.Equal([180, 0, 0, 5], angles);
    }

    [Fact]
    public async Task AChosenTurnIsCarriedOutHoweverSmall()
    {
        var (bytes, _) = await fixture.FixAsync(Letters(0), new FixOptions { PageTurns = new Dictionary<int, Angle> { [1] = new(0.4) } });

        var angles = await AnglesAsync(bytes);
        Assert.Equal([-0.4], angles);
    }

    [Fact]
    public async Task ChosenTurnsOfATiffAreCarriedOut()
    {
        using var first = Image.Perlin(64, 48, seed: 1);
        using var page = ((first * 100) + 128).Cast(Enums.BandFormat.Uchar).CopyMemory();
        using var second = page.Invert();
        using var joined = page.Join(second, Enums.Direction.Vertical);
        var document = joined.TiffsaveBuffer(pageHeight: 48);

        var (bytes, report) = await fixture.FixAsync(document, new FixOptions { PageTurns = new Dictionary<int, Angle> { [1] = Angle.Zero, [2] = new(90) } });

        Assert.Equal([RotationMethod.None, RotationMethod.Quarter], report.Pages.Select(one => one.Method));
        using var turned = Image.TiffloadBuffer(bytes, page: 1);
        using var expected = second.Rot90();
        Assert.Equal(expected.WriteToMemory<byte>(), turned.WriteToMemory<byte>());
    }

    [Fact]
    public async Task PagesComeInTheirOrder()
    {
        var pages = await fixture.Documents.EstimateAsync(new MemoryStream(Letters([.. Enumerable.Range(0, 40).Select(i => (double)i % 10)])), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 40), pages.Select(page => page.Number));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 10.0), pages.Select(page => Math.Round(page.Angle.Degrees, 6)));
    }

    [Fact]
    public async Task WhoStopsEarlyStopsThePagesThatAreInWork()
    {
        await foreach (var page in fixture.Documents.EstimateAsync(new MemoryStream(Letters(1, 2, 3, 4, 5, 6, 7, 8)), TestContext.Current.CancellationToken))
        {
            Assert.Equal(1, page.Number);
            break; // the document is closed here
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    public void APreviewShowsHowLettersRun(double turn)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Letters(0));
            using var preview = Image.JpegloadBuffer(fixture.Documents.Preview(path, 1, 400, new Angle(turn)));

            Assert.Equal(turn == 0, preview.Height > preview.Width);
            Assert.InRange(preview.Avg(), 180, 252);
            Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Documents.Preview(path, 2, 400));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<List<double>> AnglesAsync(byte[] document) =>
        [.. (await fixture.Documents.EstimateAsync(new MemoryStream(document)).ToListAsync()).Select(page => Math.Round(page.Angle.Degrees, 3))];

    private static byte[] Letters(params double[] counterClockwise)
    {
        var pdf = new DrawnPdf();
        foreach (var angle in counterClockwise)
        {
            pdf.AddPage(DrawnPdf.Letters(angle));
        }

        return pdf.Bytes();
    }
}
