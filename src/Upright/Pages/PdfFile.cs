using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>A PDF: read by PdfPig, changed by an update behind its last byte.</summary>
internal sealed class PdfFile : PagedDocument
{
    private readonly Uprighter upright;
    private readonly PictureSource source;
    private readonly PdfDocument document;
    private readonly PdfObjects objects;
    private readonly PdfImagePixels pixels;
    private readonly PdfPageJudge judge;

    private PdfFile(Uprighter upright, PictureSource source, PdfDocument document)
    {
        (this.upright, this.source, this.document) = (upright, source, document);
        objects = new PdfObjects(document.Structure.TokenScanner);
        pixels = new PdfImagePixels(document.Structure.FilterProvider, objects);
        judge = new PdfPageJudge(upright, pixels);
    }

    public override DocumentFormat Format => DocumentFormat.Pdf;

    public override int PageCount => document.NumberOfPages;

    /// <exception cref="UprightException">It needs a password or is damaged.</exception>
    public static PdfFile Open(Uprighter upright, PictureSource source) => new(upright, source, Open(source.OpenRead()));

    public override async Task<PageEstimate> EstimateAsync(int number, CancellationToken cancellationToken)
    {
        PageReading reading;
        lock (document)
        {
            try
            {
                var page = Reading(() => document.GetPage(number));
                reading = judge.Read(page, cancellationToken);
            }
            catch (UprightException exception) when (exception.Error == UprightError.DamagedDocument)
            {
                return new PageEstimate { Number = number, Kind = PageKind.Empty, Width = 0, Height = 0, Reason = UnsureReason.Damaged };
            }
        }

        return await judge.JudgeAsync(reading, cancellationToken).ConfigureAwait(false);
    }

    public override PageReport Plan(PageEstimate page, FixOptions options)
    {
        var plan = page.Decision == Decision.Turn && page.Width > 0
            ? PageTurn.Plan((width, height) => upright.Plan(page.Angle, Decision.Turn, width, height, page.DeadBand, For(page, options)), page.Width, page.Height)
            : null;
        var (width, height) = plan is null || plan.Method == RotationMethod.None ? (page.Width, page.Height) : PageTurn.Size(plan);
        return new PageReport
        {
            Estimate = page,
            Method = plan switch
            {
                null or { Method: RotationMethod.None } => RotationMethod.None,
                { Residual: 0 } => RotationMethod.PageRotation,
                _ => RotationMethod.PageTransformation,
            },
            Turned = plan?.Angle ?? Angle.Zero,
            OutputWidth = width,
            OutputHeight = height,
        };
    }

    public override void Write(IReadOnlyList<PageReport> pages, FixOptions options, Stream target, CancellationToken cancellationToken)
    {
        if (document.IsEncrypted)
        {
            throw new UprightException(UprightError.EncryptedDocument, "It can be read without a password, but not changed.");
        }

        var catalog = document.Structure.Catalog.CatalogDictionary;
        if (!options.ChangeSigned && PdfSignatures.Any(objects, catalog))
        {
            throw new UprightException(UprightError.SignedDocument, $"{pages.Count(page => page.Method != RotationMethod.None)} of its pages would be turned.");
        }

        using var original = source.OpenRead();
        var trailer = PdfTrailer.Find(document.Structure, original);
        var update = Reading(() => Update(pages, options, new PdfUpdate(trailer.NextNumber), cancellationToken));
        original.Position = 0;
        original.CopyTo(target, 1 << 16);
        update.Write(target, trailer);
        Check(target, pages);
    }

    public override PageEstimate Given(int number, Angle turn)
    {
        lock (document)
        {
            var page = Reading(() => document.GetPage(number));
            return Given(number, turn, page.Width, page.Height);
        }
    }

    public override PixelBuffer Draw(int number, int longSide, CancellationToken cancellationToken) =>
        PageSketch.Draw(Reading(() => document.GetPage(number)), pixels, upright.Limits, longSide, cancellationToken);

    public override void Dispose() => document.Dispose();

    private PdfUpdate Update(IReadOnlyList<PageReport> reports, FixOptions options, PdfUpdate update, CancellationToken cancellationToken)
    {
        var pages = PdfPageTree.Pages(objects, document.Structure.Catalog.CatalogDictionary);
        if (pages.Count != document.NumberOfPages)
        {
            throw new UprightException(UprightError.DamagedDocument, $"{document.NumberOfPages} pages were found, and {pages.Count} as objects of their own.");
        }

        var turner = new PdfPageTurner(objects, update);
        var moved = new Dictionary<IndirectReference, PageTurn>();
        foreach (var report in reports.Where(report => report.Method != RotationMethod.None))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = pages[report.Estimate.Number - 1];
            var residual = report.Method == RotationMethod.PageTransformation ? report.Turned.Residual : 0;
            var turn = new PageTurn(page, report.Turned.QuarterTurns, residual, page.CropBox(objects), options.Canvas);
            turner.Turn(turn, () => document.GetPage(report.Estimate.Number).Operations);
            if (residual != 0)
            {
                moved[page.Reference] = turn;
            }
        }

        if (moved.Count > 0)
        {
            new PdfDestinations(objects, update, moved, pages.Select(page => page.Reference).ToHashSet()).Move(document.Structure.Trailer.Root, cancellationToken);
        }

        return update;
    }

    // What was written must be readable, or it is not put in anybody's hands.
    private static void Check(Stream written, IReadOnlyList<PageReport> pages)
    {
        written.Position = 0;
        using var copy = Open(new UndisposedStream(written));
        if (copy.NumberOfPages != pages.Count)
        {
            throw new UprightException(UprightError.DamagedDocument, "Its pages could not be found again after the change.");
        }

        written.Position = written.Length;
    }

    private static PdfDocument Open(Stream stream) => Reading(() => PdfDocument.Open(stream, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true }));

    /// <summary>Runs a step of PdfPig, which throws whatever a damaged file makes its parsers trip over.</summary>
    /// <exception cref="UprightException">The document needs a password or is damaged.</exception>
    private static T Reading<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (PdfDocumentEncryptedException exception)
        {
            throw new UprightException(UprightError.EncryptedDocument, innerException: exception);
        }
        catch (Exception exception) when (exception is not (UprightException or OperationCanceledException or OutOfMemoryException))
        {
            throw new UprightException(UprightError.DamagedDocument, $"PdfPig says: {exception.Message}", exception);
        }
    }
}
