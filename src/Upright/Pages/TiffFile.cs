using Upright.Imaging;
using Upright.Rectification;

namespace Upright.Pages;

/// <summary>A TIFF of several pages. Each page is a picture of its own; those that are not turned keep their coded pixels and tags.</summary>
internal sealed class TiffFile : PagedDocument
{
    private const int MostValueBytes = 1 << 28;
    private const int OldJpeg = 6;

    private readonly Uprighter upright;
    private readonly Stream file;
    private readonly TiffReader reader;
    private readonly IReadOnlyList<long> pages;

    private TiffFile(Uprighter upright, Stream file, TiffReader reader)
    {
        (this.upright, this.file, this.reader) = (upright, file, reader);
        pages = [.. reader.PageOffsets()];
    }

    public override DocumentFormat Format => DocumentFormat.Tiff;

    public override int PageCount => pages.Count;

    /// <exception cref="UprightException">It is damaged.</exception>
    public static TiffFile Open(Uprighter upright, PictureSource source)
    {
        var file = source.OpenRead();
        return TiffReader.Open(file, MostValueBytes) is { } reader
            ? new TiffFile(upright, file, reader)
            : throw new UprightException(UprightError.DamagedDocument);
    }

    public override async Task<PageEstimate> EstimateAsync(int number, CancellationToken cancellationToken)
    {
        var (directory, alone) = VipsErrors.Decode(() => ReadPage(number), cancellationToken);
        var page = new PageEstimate
        {
            Number = number,
            Kind = PageKind.Picture,
            Width = directory.Number(TiffTags.Width) ?? 0,
            Height = directory.Number(TiffTags.Height) ?? 0,
        };
        try
        {
            var estimate = await upright.EstimateAsync(alone, cancellationToken).ConfigureAwait(false);
            return page.ByPicture(estimate) with { Width = estimate.Width, Height = estimate.Height };
        }
        catch (UprightException exception)
        {
            return page with { Reason = exception.Error == UprightError.TooManyPixels ? UnsureReason.TooManyPixels : UnsureReason.Damaged };
        }
    }

    public override PageReport Plan(PageEstimate page, FixOptions options)
    {
        var plan = RotationOf(page, options);
        return new PageReport
        {
            Estimate = page,
            Method = plan?.Method ?? RotationMethod.None,
            Turned = plan?.Angle ?? Angle.Zero,
            OutputWidth = plan?.OutputWidth ?? page.Width,
            OutputHeight = plan?.OutputHeight ?? page.Height,
        };
    }

    public override void Write(IReadOnlyList<PageReport> pages, FixOptions options, Stream target, CancellationToken cancellationToken)
    {
        var assembler = new TiffAssembler(target, reader.Layout);
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var directory = reader.ReadPage(this.pages[page.Estimate.Number - 1]);
            Check(directory);
            if (page.Method == RotationMethod.None)
            {
                assembler.Add(file, directory);
                continue;
            }

            using var turned = new MemoryStream();
            upright.WriteTurned(Alone(directory), RotationOf(page.Estimate, options)!, options with { Format = PictureFormat.Tiff }, turned, cancellationToken);
            var written = TiffReader.Read(turned, MostValueBytes);
            if (reader.Layout.Swapped && written.Entry(TiffTags.BitsPerSample)?.Numbers.Any(bits => bits > 8) == true)
            {
                throw new UprightException(UprightError.CannotEncode, $"Page {page.Estimate.Number} has more than 8 bits and the highest byte first.");
            }

            assembler.Add(turned, new TiffDirectory([.. written.Entries, .. directory.Entries.Where(entry => !TiffTags.IsStructural(entry.Tag) && !written.Has(entry.Tag))]));
        }
    }

    public override PageEstimate Given(int number, Angle turn)
    {
        var size = Picture.Open(PictureSource.FromMemory(ReadPage(number).Alone, upright.Limits), upright.Limits).Info;
        return Given(number, turn, size.Width, size.Height);
    }

    public override PixelBuffer Draw(int number, int longSide, CancellationToken cancellationToken) =>
        Picture.Open(PictureSource.FromMemory(ReadPage(number).Alone, upright.Limits), upright.Limits).OpenForEstimate(longSide, cancellationToken).Pixels;

    public override void Dispose() => file.Dispose();

    private RotationPlan? RotationOf(PageEstimate page, FixOptions options) =>
        page.Kind == PageKind.Given ? upright.PlanPixels(page.Angle, page.Decision, (int)page.Width, (int)page.Height, page.DeadBand, For(page, options))
        : page.Picture is { } picture ? upright.Plan(picture, For(page, options))
        : null;

    private (TiffDirectory Directory, ReadOnlyMemory<byte> Alone) ReadPage(int number)
    {
        lock (file)
        {
            var directory = reader.ReadPage(pages[number - 1]);
            return (directory, Alone(directory));
        }
    }

    /// <summary>One page as a TIFF of its own.</summary>
    private ReadOnlyMemory<byte> Alone(TiffDirectory page)
    {
        using var bytes = new MemoryStream();
        new TiffAssembler(bytes, reader.Layout).Add(file, page);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    // Directories below a page and tables outside the tags would be lost, smaller copies of a page would stand otherwise than it.
    private static void Check(TiffDirectory page)
    {
        if (page.Has(TiffTags.SubIfds) || page.Number(TiffTags.Compression) == OldJpeg || ((page.Number(TiffTags.NewSubfileType) ?? 0) & 1) != 0)
        {
            throw new UprightException(UprightError.UnsupportedFormat, "Its pages have smaller copies of themselves, or JPEG as TIFF 6.0 had it.");
        }
    }
}
