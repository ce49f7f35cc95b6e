using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>A PDF that is read by PdfPig in this process, and changed by an update behind its last byte.</summary>
internal sealed class PdfHere : PdfReader
{
    private readonly PictureSource source;
    private readonly DecodeLimits limits;
    private readonly PdfDocument document;
    private readonly PdfObjects objects;
    private readonly PdfImagePixels pixels;
    private readonly PdfPageReader reader;

    private PdfHere(PictureSource source, DecodeLimits limits, PdfDocument document)
    {
        (this.source, this.limits, this.document) = (source, limits, document);
        objects = new PdfObjects(document.Structure.TokenScanner);
        pixels = new PdfImagePixels(document.Structure.FilterProvider, objects);
        reader = new PdfPageReader(pixels, limits);
    }

    public override int PageCount => document.NumberOfPages;

    /// <exception cref="UprightException">It needs a password or is damaged.</exception>
    public static PdfHere Open(PictureSource source, DecodeLimits limits)
    {
        using (var file = source.OpenRead())
        {
            PdfEnd.Check(file);
        }

        return new(source, limits, Open(source.OpenRead()));
    }

    public override Task<PageReading> ReadAsync(int number, CancellationToken cancellationToken) => Task.FromResult(Read(number, cancellationToken));

    /// <summary>Reads what a page says of itself. A page that cannot be read says why.</summary>
    public PageReading Read(int number, CancellationToken cancellationToken)
    {
        lock (document)
        {
            try
            {
                return Reading(() => reader.Read(document.GetPage(number), cancellationToken));
            }
            catch (UprightException exception) when (exception.Error == UprightError.DamagedDocument)
            {
                return Unread(number);
            }
        }
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
        var trailer = Reading(() => PdfTrailer.Find(document.Structure, original));
        var update = Reading(() => Update(pages, options, new PdfUpdate(trailer.NextNumber), cancellationToken));
        original.Position = 0;
        original.CopyTo(target, 1 << 16);
        update.Write(target, trailer);
        Check(target, pages);
    }

    public override (double Width, double Height) Size(int number)
    {
        lock (document)
        {
            var page = Reading(() => document.GetPage(number));
            return (page.Width, page.Height);
        }
    }

    public override PixelBuffer Draw(int number, int longSide, CancellationToken cancellationToken)
    {
        lock (document)
        {
            return Reading(() => PageSketch.Draw(document.GetPage(number), pixels, limits, longSide, cancellationToken));
        }
    }

    public override void Dispose() => document.Dispose();

    /// <summary>Whether an exception is what a damaged file makes parsers throw, which is anything.</summary>
    public static bool IsOfParsing(Exception exception) => exception is not (UprightException or OperationCanceledException or OutOfMemoryException);

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
        using var copy = Open(new UndisposedStream(written));
        if (copy.NumberOfPages != pages.Count)
        {
            throw new UprightException(UprightError.DamagedDocument, "Its pages could not be found again after the change.");
        }

        written.Position = written.Length;
    }

    private static PdfDocument Open(Stream bytes)
    {
        PdfNulls nulls = new(bytes);
        return Reading(() => PdfDocument.Open(nulls, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true }));
    }

    /// <summary>The one guard around PdfPig.</summary>
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
        catch (Exception exception) when (IsOfParsing(exception))
        {
            throw new UprightException(UprightError.DamagedDocument, $"PdfPig says: {exception.Message}", exception);
        }
    }
}
