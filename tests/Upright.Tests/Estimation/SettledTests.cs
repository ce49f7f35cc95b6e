using Upright.Tests.Cli;

namespace Upright.Tests.Estimation;

/// <summary>A page that is sure costs no more than it takes to be sure; one that is not is looked at in every way.</summary>
public sealed class SettledTests : IDisposable
{
    private static readonly string[] Words = "a page of plain prose is read within a moment and needs no second opinion whatever".Split(' ');

    private readonly PictureFolder folder = new();
    private readonly Uprighter upright = Uprighter.Create();

    public void Dispose()
    {
        upright.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task NoSecondOpinionIsAskedOfAPageOfProse()
    {
        var sources = await SourcesAsync(lines: 40, wordsInALine: 11);

        Assert.Contains(EvidenceSource.Letters, sources);
        Assert.Contains(EvidenceSource.Lines, sources);
        Assert.DoesNotContain(EvidenceSource.Rules, sources);
        Assert.DoesNotContain(EvidenceSource.SecondLook, sources);
        Assert.DoesNotContain(EvidenceSource.PageNetwork, sources);
    }

    [Fact]
    public async Task EverySourceIsAskedOfAFewWords() =>
        Assert.Superset(
            new HashSet<EvidenceSource> { EvidenceSource.Letters, EvidenceSource.SecondLook, EvidenceSource.PageNetwork },
            await SourcesAsync(lines: 4, wordsInALine: 3));

    private async Task<HashSet<EvidenceSource>> SourcesAsync(int lines, int wordsInALine)
    {
        var text = string.Join('\n', Enumerable.Range(0, lines).Select(line =>
            string.Join(' ', Enumerable.Range(0, wordsInALine).Select(word => Words[((5 * line) + word) % Words.Length]))));
        using var coverage = PrintedWords.Coverage(text, points: 11);
        using var placed = coverage.Embed(120, 120, 1240, 1754);
        using var page = PrintedWords.OnPaper(placed);
        page.WriteToFile(folder["page.png"]);

        var estimate = await upright.EstimateAsync(folder["page.png"], TestContext.Current.CancellationToken);

        return [.. estimate.Evidence.Sources.Select(evidence => evidence.Source)];
    }
}
