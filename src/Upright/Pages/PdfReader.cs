using Upright.Imaging;
using Upright.Pages.Apart;

namespace Upright.Pages;

/// <summary>Reads the pages of one PDF and writes what is changed in it: within this process, or in one of its own that may end at it.</summary>
internal abstract class PdfReader : IDisposable
{
    /// <summary>How many pages there are.</summary>
    public abstract int PageCount { get; }

    /// <summary>Opens a document where it is read.</summary>
    /// <param name="source">The document.</param>
    /// <param name="limits">What its pictures may cost.</param>
    /// <param name="apart">The processes that read documents; null to read it in this one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UprightException">It needs a password or is damaged.</exception>
    public static PdfReader Open(PictureSource source, DecodeLimits limits, DocumentReader? apart, CancellationToken cancellationToken) =>
        apart is null ? PdfHere.Open(source, limits) : PdfApart.Open(apart, source, limits, cancellationToken);

    /// <summary>Reads what a page says of itself. A page that cannot be read says why.</summary>
    public abstract Task<PageReading> ReadAsync(int number, CancellationToken cancellationToken);

    /// <summary>A page's size in points, as it is shown.</summary>
    public abstract (double Width, double Height) Size(int number);

    /// <summary>Draws a page small, to be looked at by people.</summary>
    public abstract PixelBuffer Draw(int number, int longSide, CancellationToken cancellationToken);

    /// <summary>Writes the document with pages turned as planned.</summary>
    /// <exception cref="UprightException">It must not or cannot be changed.</exception>
    public abstract void Write(IReadOnlyList<PageReport> pages, FixOptions options, Stream target, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The reading of a page that could not be read.</summary>
    protected static PageReading Unread(int number) =>
        new(new PageEstimate { Number = number, Kind = PageKind.Empty, Width = 0, Height = 0, Reason = UnsureReason.Damaged }, null);
}
