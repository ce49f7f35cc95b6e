using Upright.Imaging;
using Upright.Pages;

namespace Upright.Tests.Pages;

/// <summary>One loaded model for all tests of documents, and documents turned by angles of a test's choice.</summary>
public sealed class DocumentFixture : IDisposable
{
    /// <summary>Letters are sure; what a network says of drawn pictures is not relied upon, and small angles of a test's choice are carried out.</summary>
    public Uprighter Upright { get; } = Uprighter.Create(new UprightOptions { DeadBand = 0.05 });

    public DocumentUprighter Documents => new(Upright);

    public void Dispose() => Upright.Dispose();

    /// <summary>What the first page of a document is judged to be.</summary>
    public async Task<PageEstimate> FirstPageAsync(byte[] document) => await Documents.EstimateAsync(new MemoryStream(document)).FirstAsync();

    /// <summary>The document as it is fixed by what its pages are judged to be.</summary>
    public async Task<(byte[] Bytes, DocumentReport Report)> FixAsync(byte[] document, FixOptions? options = null)
    {
        using var output = new MemoryStream();
        var report = await Documents.FixAsync(new MemoryStream(document), output, options);
        return (output.ToArray(), report);
    }

    /// <summary>The document with pages turned by given angles, whatever they are judged to be; a page without an angle is unsure.</summary>
    internal byte[] Turned(byte[] document, FixOptions options, params double?[] angles)
    {
        var source = PictureSource.FromMemory(document, Upright.Limits);
        using PagedDocument opened = DocumentFormats.Identify(new MemoryStream(document)) == DocumentFormat.Pdf ? PdfFile.Open(Upright, source) : TiffFile.Open(Upright, source);
        List<PageReport> plans = [];
        foreach (var (i, angle) in angles.Index())
        {
            var page = opened.EstimateAsync(i + 1, CancellationToken.None).GetAwaiter().GetResult();
            var (chosen, decision) = (new Angle(angle ?? 0), angle is null ? Decision.Unsure : Decision.Turn);
            plans.Add(opened.Plan(
                page with { Angle = chosen, Decision = decision, Reason = null, Picture = page.Picture is { } picture ? picture with { Angle = chosen, Decision = decision, DeadBand = 0 } : null },
                options));
        }

        using var target = new MemoryStream();
        opened.Write(plans, options, target, CancellationToken.None);
        return target.ToArray();
    }
}
