namespace Upright.Pages;

/// <summary>An opened document: its pages are judged one by one, and then written together.</summary>
internal abstract class PagedDocument : IDisposable
{
    /// <summary>The file format.</summary>
    public abstract DocumentFormat Format { get; }

    /// <summary>How many pages it has.</summary>
    public abstract int PageCount { get; }

    /// <summary>Judges a page. May be asked for several pages at a time.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public abstract Task<PageEstimate> EstimateAsync(int number, CancellationToken cancellationToken);

    /// <summary>A page whose turn someone chose.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="turn">Degrees clockwise.</param>
    public abstract PageEstimate Given(int number, Angle turn);

    /// <summary>Draws a page small, for people.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="longSide">The most pixels of its longer side, about.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public abstract PixelBuffer Draw(int number, int longSide, CancellationToken cancellationToken);

    /// <summary>What will be done to a page that was judged.</summary>
    public abstract PageReport Plan(PageEstimate page, FixOptions options);

    /// <summary>Writes the document with its pages turned as planned, at least one of them.</summary>
    /// <param name="pages">The plan of every page, in their order.</param>
    /// <param name="options">How to write it.</param>
    /// <param name="target">An empty file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UprightException">It must not or cannot be changed.</exception>
    public abstract void Write(IReadOnlyList<PageReport> pages, FixOptions options, Stream target, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>A page of a size whose turn someone chose.</summary>
    protected static PageEstimate Given(int number, Angle turn, double width, double height) => new()
    {
        Number = number,
        Kind = PageKind.Given,
        Width = width,
        Height = height,
        Angle = turn,
        Confidence = 1,
        Decision = turn == Angle.Zero ? Decision.Leave : Decision.Turn,
    };

    /// <summary>The options for one page: a turn that someone chose is carried out, however small.</summary>
    protected static FixOptions For(PageEstimate page, FixOptions options) => page.Kind == PageKind.Given || page.IsDecidedByOthers ? options with { Turn = page.Angle } : options;
}
