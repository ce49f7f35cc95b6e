namespace Upright.Pages;

/// <summary>An opened document: its pages are judged one by one, and then written together.</summary>
internal abstract class PagedDocument : IDisposable
{
    /// <summary>The file format.</summary>
    public abstract DocumentFormat Format { get; }

    /// <summary>How many pages it has.</summary>
    public abstract int PageCount { get; }

    /// <summary>Judges a page.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public abstract Task<PageEstimate> EstimateAsync(int number, CancellationToken cancellationToken);

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
}
