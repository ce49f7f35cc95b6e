using Upright.Pages;
using Upright.Pages.Apart;
using Upright.Tests.Cli;
using Upright.Tests.Imaging;

namespace Upright.Tests.Pages;

/// <summary>Documents that end, or keep busy, whoever reads them: each costs its own page or itself, and nothing else.</summary>
public sealed class HostilePdfTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>, IDisposable
{
    private readonly DocumentReader reader = ReaderProgram.Of(typeof(Upright.Cli.Tool).Assembly)!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DocumentUprighter Documents => new(fixture.Upright) { Reader = reader };

    public void Dispose() => reader.Dispose();

    [Fact]
    public async Task PageThatDrawsItselfIsUnsureAndTheOthersAreJudged()
    {
        var pages = await Documents.EstimateAsync(new MemoryStream(HostilePdf.DrawsItself()), Cancellation).ToListAsync(Cancellation);

        Assert.Equal([Decision.Leave, Decision.Unsure, Decision.Turn], pages.Select(page => page.Decision));
        Assert.Equal(UnsureReason.Damaged, pages[1].Reason);
    }

    [Fact]
    public async Task DocumentIsWrittenWithThePageThatCouldNotBeRead()
    {
        using var output = new MemoryStream();
        var report = await Documents.FixAsync(new MemoryStream(HostilePdf.DrawsItself()), output, cancellationToken: Cancellation);

        Assert.Equal([RotationMethod.None, RotationMethod.None, RotationMethod.PageRotation], report.Pages.Select(page => page.Method));
        Assert.Equal(HostilePdf.DrawsItself(), output.ToArray()[..HostilePdf.DrawsItself().Length]);
    }

    [Fact]
    public async Task AbsurdWidthsOfCrossReferencesAreDamage()
    {
        var refused = await Assert.ThrowsAsync<UprightException>(async () => await Documents.EstimateAsync(new MemoryStream(HostilePdf.AbsurdWidths()), Cancellation).ToListAsync(Cancellation));
        Assert.Equal(UprightError.DamagedDocument, refused.Error);
        Assert.Equal(Decision.Leave, (await Documents.EstimateAsync(new MemoryStream(DrawnPdf.OfPage(DrawnPdf.Letters())), Cancellation).FirstAsync(Cancellation)).Decision);
    }

    [Fact]
    public async Task ReadingApartAnswersAsReadingHere()
    {
        foreach (var degrees in (double[])[0, 90, 3.5])
        {
            var pdf = DrawnPdf.OfPage(DrawnPdf.Letters(degrees));
            using MemoryStream here = new(), apart = new();
            await fixture.Documents.FixAsync(new MemoryStream(pdf), here, cancellationToken: Cancellation);
            await Documents.FixAsync(new MemoryStream(pdf), apart, cancellationToken: Cancellation);
            Assert.Equal(here.ToArray(), apart.ToArray());
        }
    }

    [Fact]
    public async Task DocumentThatNobodyWaitsForEndsItsReader()
    {
        using var stop = new CancellationTokenSource();
        var work = Documents.EstimateAsync(new MemoryStream(HostilePdf.Busy()), stop.Token).ToListAsync(stop.Token).AsTask();
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task PageThatTakesTooLongIsUnsure()
    {
        // Starting and opening have the same limit, and take longer on a machine under load.
        PageEstimate? page = null;
        for (var seconds = 3; page is null; seconds *= 2)
        {
            using var impatient = new DocumentReader(ToolProcess.Program, [ReaderProgram.Role]) { TimeLimit = TimeSpan.FromSeconds(seconds) };
            try
            {
                page = await new DocumentUprighter(fixture.Upright) { Reader = impatient }.EstimateAsync(new MemoryStream(HostilePdf.Busy()), Cancellation).FirstAsync(Cancellation);
            }
            catch (UprightException refused) when (refused.Error == UprightError.DamagedDocument && seconds < 40)
            {
                // Not opened in that time.
            }
        }

        Assert.Equal(UnsureReason.Damaged, page.Reason);
    }

    [Fact]
    public async Task FolderGoesOnPastThem()
    {
        using TemporaryFolder pictures = new(), output = new();
        pictures.Save("a.pdf", DrawnPdf.OfPage(DrawnPdf.Letters(90)));
        pictures.Save("b.pdf", HostilePdf.AbsurdWidths());
        pictures.Save("c.pdf", HostilePdf.DrawsItself());
        pictures.Save("d.pdf", DrawnPdf.OfPage(DrawnPdf.Letters(90)));
        string[] arguments = ["fix", Path.GetDirectoryName(pictures["a.pdf"])!, "-o", Path.GetDirectoryName(output["x"])!];

        using var run = ToolProcess.Start(arguments);
        Assert.Equal(UprightError.DamagedDocument.ExitCode, (await run.EndAsync()).ExitCode);

        Assert.Equal(["a.pdf", "c.pdf", "d.pdf", "upright.jsonl"], output.Names);
    }

    [Theory]
    [InlineData("REDHAT-1531897-0.pdf")]
    [InlineData("issue19800.pdf")]
    [InlineData("issue4575.pdf")]
    public async Task FilesOfTheCorpusEndNothing(string name)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "cases", name);
        if (!File.Exists(path))
        {
            Assert.Skip($"{name} is in the shared cases, which are not here.");
        }

        using var run = ToolProcess.Start("detect", path);
        Assert.Contains((await run.EndAsync()).ExitCode, (int[])[0, UprightError.DamagedDocument.ExitCode]);
    }
}
