using Upright.Imaging;

namespace Upright.Pages;

/// <summary>A PDF: its pages judged by what a reader tells of them.</summary>
internal sealed class PdfFile : PagedDocument
{
    private readonly Uprighter upright;
    private readonly PdfReader reader;
    private readonly PdfPageJudge judge;

    private PdfFile(Uprighter upright, PdfReader reader) => (this.upright, this.reader, judge) = (upright, reader, new PdfPageJudge(upright));

    public override DocumentFormat Format => DocumentFormat.Pdf;

    public override int PageCount => reader.PageCount;

    /// <exception cref="UprightException">It needs a password or is damaged.</exception>
    public static PdfFile Open(Uprighter upright, PictureSource source, DocumentReader? apart = null, CancellationToken cancellationToken = default) =>
        new(upright, PdfReader.Open(source, upright.Limits, apart, cancellationToken));

    public override async Task<PageEstimate> EstimateAsync(int number, CancellationToken cancellationToken) =>
        await judge.JudgeAsync(await reader.ReadAsync(number, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

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

    public override void Write(IReadOnlyList<PageReport> pages, FixOptions options, Stream target, CancellationToken cancellationToken) =>
        reader.Write(pages, options, target, cancellationToken);

    public override PageEstimate Given(int number, Angle turn)
    {
        var (width, height) = reader.Size(number);
        return Given(number, turn, width, height);
    }

    public override PixelBuffer Draw(int number, int longSide, CancellationToken cancellationToken) => reader.Draw(number, longSide, cancellationToken);

    public override void Dispose() => reader.Dispose();
}
