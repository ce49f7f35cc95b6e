using System.Runtime.CompilerServices;
using Upright.Files;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>
/// Tells by how many degrees the pages of a PDF or a TIFF must be turned, and turns them, each by its own answer.
/// Light: it uses the model of an <see cref="Uprighter"/>, which stays the caller's, and serves any number of callers at a time.
/// </summary>
/// <example>
/// <code>
/// using var upright = Uprighter.Create();
/// var report = await new DocumentUprighter(upright).FixAsync("scan.pdf", "straight.pdf");
/// Console.WriteLine(report.Pages.Count(page => page.Method != RotationMethod.None));
/// </code>
/// </example>
/// <param name="upright">Whose options decide.</param>
public sealed class DocumentUprighter(Uprighter upright)
{
    /// <summary>Processes that read PDFs apart from this one, for documents of strangers. Null: they are read in this process, which a hostile one can end.</summary>
    /// <value>Default null.</value>
    public DocumentReader? Reader { get; init; }

    /// <summary>Waited for before each page is read and before the document is written, and let go of after it: a service has pages of several documents and pictures take turns. Null: nothing is waited for.</summary>
    internal Func<CancellationToken, ValueTask<IDisposable>>? Admission { get; init; }

    /// <summary>Finds the angles of a document's pages, one by one.</summary>
    /// <exception cref="UprightException">The file or the document cannot be used; a page that cannot is told as such and does not stop the others.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IAsyncEnumerable<PageEstimate> EstimateAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return EstimateAsync(() => Task.FromResult(upright.Open(path)), cancellationToken);
    }

    /// <summary>Finds the angles of the pages of a document in a stream, which is read to its end into memory and stays open.</summary>
    /// <inheritdoc cref="EstimateAsync(string, CancellationToken)" path="/exception"/>
    public IAsyncEnumerable<PageEstimate> EstimateAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return EstimateAsync(() => OpenedInput.OfStreamAsync(stream, upright.Limits, cancellationToken), cancellationToken);
    }

    /// <summary>Writes a document with its pages upright.</summary>
    /// <remarks>
    /// Pages that stand upright, or whose angle is not sure, are left as they are; where no page is turned the output is
    /// the input, byte for byte. The output is written beside its target and renamed.
    /// </remarks>
    /// <param name="inputPath">The document.</param>
    /// <param name="outputPath">Where it goes; an existing file is replaced in one step.</param>
    /// <param name="fixOptions">How to write it; null for the defaults. A document keeps its format.</param>
    /// <param name="progress">Told of each page that was judged.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left behind.</param>
    /// <exception cref="UprightException">Something in the catalogue went wrong; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was written.</exception>
    public Task<DocumentReport> FixAsync(
        string inputPath, string outputPath, FixOptions? fixOptions = null, IProgress<PageEstimate>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputPath);
        ArgumentNullException.ThrowIfNull(outputPath);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        var guard = new InputGuard(inputPath, chosen.InPlace);
        guard.Check(outputPath);
        return Task.Run(
            async () =>
            {
                using var input = upright.Open(inputPath);
                return await FixToFileAsync(input, outputPath, guard, chosen, progress, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Writes a document that was opened to a file with its pages upright.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, IProgress{PageEstimate}?, CancellationToken)" path="/remarks|/exception"/>
    internal Task<DocumentReport> FixAsync(OpenedInput input, string outputPath, FixOptions fixOptions, IProgress<PageEstimate>? progress, CancellationToken cancellationToken)
    {
        var chosen = fixOptions.Validated();
        var guard = new InputGuard(input.Source.Path, chosen.InPlace);
        guard.Check(outputPath);
        return Task.Run(() => FixToFileAsync(input, outputPath, guard, chosen, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Writes the document of a stream, which is read to its end into memory, to a file with its pages upright.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, IProgress{PageEstimate}?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<DocumentReport> FixAsync(
        Stream input, string outputPath, FixOptions? fixOptions = null, IProgress<PageEstimate>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outputPath);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        using var opened = await OpenedInput.OfStreamAsync(input, upright.Limits, cancellationToken).ConfigureAwait(false);
        return await FixAsync(opened, outputPath, chosen, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the document of a file to a stream with its pages upright; the stream gets its first byte when all of it is ready.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, IProgress{PageEstimate}?, CancellationToken)" path="/remarks|/exception"/>
    public Task<DocumentReport> FixAsync(
        string inputPath, Stream output, FixOptions? fixOptions = null, IProgress<PageEstimate>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputPath);
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        return Task.Run(
            async () =>
            {
                using var input = upright.Open(inputPath);
                return await FixToStreamAsync(input, output, chosen, progress, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Writes a document that was opened to a stream with its pages upright; the stream gets its first byte when all of it is ready.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, IProgress{PageEstimate}?, CancellationToken)" path="/remarks|/exception"/>
    internal Task<DocumentReport> FixAsync(OpenedInput input, Stream output, FixOptions fixOptions, IProgress<PageEstimate>? progress, CancellationToken cancellationToken)
    {
        var chosen = fixOptions.Validated();
        return Task.Run(() => FixToStreamAsync(input, output, chosen, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Writes the document of one stream to another with its pages upright; the output gets its first byte when all of it is ready.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, IProgress{PageEstimate}?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<DocumentReport> FixAsync(
        Stream input, Stream output, FixOptions? fixOptions = null, IProgress<PageEstimate>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        using var opened = await OpenedInput.OfStreamAsync(input, upright.Limits, cancellationToken).ConfigureAwait(false);
        return await FixAsync(opened, output, chosen, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A small JPEG of a page as it is shown, turned if asked for, to be looked at by people. Of a PDF's page its pictures, or where there are none a sketch of how its lines run.</summary>
    /// <param name="path">The document.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="longSide">About the pixels of its longer side before it is turned.</param>
    /// <param name="turn">Degrees clockwise; the corners become white.</param>
    /// <exception cref="UprightException">The document or the page cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    public byte[] Preview(string path, int page, int longSide, Angle turn = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var input = upright.Open(path);
        return Preview(input, page, longSide, turn);
    }

    /// <summary>The same of a document that was opened.</summary>
    /// <inheritdoc cref="Preview(string, int, int, Angle)" path="/exception"/>
    internal byte[] Preview(OpenedInput input, int page, int longSide, Angle turn = default)
    {
        using var document = Open(input, CancellationToken.None);
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page, document.PageCount);
        return PicturePreview.Jpeg(document.Draw(page, longSide, CancellationToken.None), turn);
    }

    private async IAsyncEnumerable<PageEstimate> EstimateAsync(Func<Task<OpenedInput>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var input = await open().ConfigureAwait(false);
        await foreach (var page in EstimateAsync(input, cancellationToken).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    /// <summary>Finds the angles of the pages of a document that was opened.</summary>
    /// <inheritdoc cref="EstimateAsync(string, CancellationToken)" path="/exception"/>
    internal async IAsyncEnumerable<PageEstimate> EstimateAsync(OpenedInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var document = await Task.Run(() => Open(input, cancellationToken), cancellationToken).ConfigureAwait(false);
        await foreach (var page in PagesInOrder.JudgeAsync(document, turns: null, AdmissionAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    private async Task<DocumentReport> FixToFileAsync(
        OpenedInput input, string outputPath, InputGuard guard, FixOptions options, IProgress<PageEstimate>? progress, CancellationToken cancellationToken)
    {
        using var document = Open(input, cancellationToken);
        var format = options.Format ?? PictureFormats.FromFileName(outputPath);
        var report = await JudgeAsync(document, options with { Format = format }, progress, cancellationToken).ConfigureAwait(false);
        if (!report.IsInputUnchanged)
        {
            using var turn = await AdmissionAsync(cancellationToken).ConfigureAwait(false);
            AtomicFile.Write(outputPath, guard, Written, file =>
            {
                input.Release();
                options.Replacing?.Invoke(file, null, report);
            });
        }
        else if (guard.InputPath is null || !FileIdentity.AreSame(guard.InputPath, outputPath))
        {
            AtomicFile.WriteCopy(outputPath, guard, target => input.Source.CopyTo(target, cancellationToken));
        }

        return report;

        void Written(Stream target)
        {
            document.Write(report.Pages, options, target, cancellationToken);
            input.Source.CheckUnchanged();
        }
    }

    private async Task<DocumentReport> FixToStreamAsync(
        OpenedInput input, Stream output, FixOptions options, IProgress<PageEstimate>? progress, CancellationToken cancellationToken)
    {
        using var document = Open(input, cancellationToken);
        var report = await JudgeAsync(document, options, progress, cancellationToken).ConfigureAwait(false);
        if (report.IsInputUnchanged)
        {
            await using var bytes = input.Source.OpenRead();
            await bytes.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
            return report;
        }

        using var turn = await AdmissionAsync(cancellationToken).ConfigureAwait(false);
        await PictureWriter.WriteStreamAsync(output, Written, cancellationToken).ConfigureAwait(false);
        return report;

        void Written(Stream target)
        {
            document.Write(report.Pages, options, target, cancellationToken);
            input.Source.CheckUnchanged();
        }
    }

    private async Task<DocumentReport> JudgeAsync(PagedDocument document, FixOptions options, IProgress<PageEstimate>? progress, CancellationToken cancellationToken)
    {
        if (options.Format is { } format && (document.Format != DocumentFormat.Tiff || format != PictureFormat.Tiff))
        {
            throw new UprightException(UprightError.CannotEncode, $"The pages of a {document.Format} stay in one; {format} was asked for.");
        }

        List<PageEstimate> pages = [];
        await foreach (var page in PagesInOrder.JudgeAsync(document, options.PageTurns, AdmissionAsync, cancellationToken).ConfigureAwait(false))
        {
            progress?.Report(page);
            // The map of text lines is large, and there may be thousands of pages.
            pages.Add(page.WithoutMap());
        }

        var feed = PageFeed.Of(pages);
        var reports = Neighbours.Compared(options.SameCamera ? [.. pages.Select(feed.Decide)] : pages).Select(page => document.Plan(page, options).WithDecisionAsDone()).ToList();
        return new DocumentReport { Format = document.Format, Pages = reports, IsInputUnchanged = reports.All(page => page.Method == RotationMethod.None), EverySecond = feed.Alternates ? new Angle(90 * ((feed.Odd == 0 ? feed.Even : feed.Odd) ?? 0)) : null };
    }

    private async ValueTask<IDisposable?> AdmissionAsync(CancellationToken cancellationToken) =>
        Admission is null ? null : await Admission(cancellationToken).ConfigureAwait(false);

    private PagedDocument Open(OpenedInput input, CancellationToken cancellationToken)
    {
        PagedDocument document = input.Document switch
        {
            DocumentFormat.Pdf => PdfFile.Open(upright, input.Source, Reader, cancellationToken),
            DocumentFormat.Tiff => TiffFile.Open(upright, input.Source),
            _ => throw new UprightException(UprightError.UnsupportedFormat, "It is no document of several pages, PDF or TIFF."),
        };
        var refusal = document.PageCount == 0 ? new UprightException(UprightError.DamagedDocument, "It has no pages.")
            : document.PageCount > upright.MaxPages ? new UprightException(UprightError.TooManyPages, $"It has {document.PageCount} pages, the limit is {upright.MaxPages}.")
            : null;
        if (refusal is not null)
        {
            document.Dispose();
            throw refusal;
        }

        return document;
    }
}
