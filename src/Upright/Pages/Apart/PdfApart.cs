using Upright.Imaging;

namespace Upright.Pages.Apart;

/// <summary>A PDF that is read in another process.</summary>
internal sealed class PdfApart : PdfReader
{
    private readonly DocumentReader reader;
    private readonly OpenQuestion document;

    private PdfApart(DocumentReader reader, OpenQuestion document) => (this.reader, this.document) = (reader, document);

    public override int PageCount => document.PageCount;

    /// <exception cref="UprightException">It needs a password or is damaged.</exception>
    public static PdfApart Open(DocumentReader reader, PictureSource source, DecodeLimits limits, CancellationToken cancellationToken)
    {
        var opened = new PdfApart(reader, new OpenQuestion(source, limits));
        opened.Ask(new PageQuestion(QuestionKind.Count), answer => answer.ReadInt32(), cancellationToken);
        return opened;
    }

    public override async Task<PageReading> ReadAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.AskAsync(document, new PageQuestion(QuestionKind.Read, number), Readings.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (ReaderEndedException)
        {
            return Unread(number);
        }
    }

    public override (double Width, double Height) Size(int number) =>
        Ask(new PageQuestion(QuestionKind.Size, number), answer => (answer.ReadDouble(), answer.ReadDouble()), CancellationToken.None);

    public override PixelBuffer Draw(int number, int longSide, CancellationToken cancellationToken) =>
        Ask(new PageQuestion(QuestionKind.Draw, number, longSide), Readings.ReadPixels, cancellationToken);

    public override void Write(IReadOnlyList<PageReport> pages, FixOptions options, Stream target, CancellationToken cancellationToken)
    {
        var update = Ask(new WriteQuestion(pages, options), answer => answer.BaseStream, cancellationToken);
        document.Source.CopyTo(target, cancellationToken);
        update.CopyTo(target);
    }

    public override void Dispose() => reader.Close(document);

    private T Ask<T>(Question question, Func<BinaryReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return reader.AskAsync(document, question, read, cancellationToken).GetAwaiter().GetResult();
        }
        catch (ReaderEndedException exception)
        {
            throw new UprightException(UprightError.DamagedDocument, exception.Message, exception);
        }
    }
}
