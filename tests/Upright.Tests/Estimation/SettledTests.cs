using Upright.Estimation;

namespace Upright.Tests.Estimation;

/// <summary>A page that is sure costs no more than it takes to be sure; one that is not is looked at in every way.</summary>
public sealed class SettledTests : EstimatedPicture
{
    private static readonly string[] Words = "a page of plain prose is read within a moment and needs no second opinion whatever".Split(' ');

    [Fact]
    public async Task NoSecondOpinionIsAskedOfAPageOfProse()
    {
        var answer = await AnswerAsync(lines: 40, wordsInALine: 11);
        var sources = Sources(answer);

        Assert.Null(answer.AtFirst); // it was the answer
        Assert.Contains(EvidenceSource.Letters, sources);
        Assert.Contains(EvidenceSource.Lines, sources);
        Assert.DoesNotContain(EvidenceSource.Rules, sources);
        Assert.DoesNotContain(EvidenceSource.SecondLook, sources);
        Assert.DoesNotContain(EvidenceSource.PageNetwork, sources);
    }

    [Fact]
    public async Task EverySourceIsAskedOfAFewWords() =>
        Assert.Superset(
            new HashSet<EvidenceSource> { EvidenceSource.Letters, EvidenceSource.LargerLetters, EvidenceSource.SecondLook, EvidenceSource.PageNetwork },
            Sources(await AnswerAsync(lines: 4, wordsInALine: 3)));

    private static HashSet<EvidenceSource> Sources(FusedEstimate answer) => [.. answer.Sources.Select(evidence => evidence.Source)];

    private async Task<FusedEstimate> AnswerAsync(int lines, int wordsInALine)
    {
        var text = string.Join('\n', Enumerable.Range(0, lines).Select(line =>
            string.Join(' ', Enumerable.Range(0, wordsInALine).Select(word => Words[((5 * line) + word) % Words.Length]))));
        using var coverage = PrintedWords.Coverage(text, points: 11);
        using var placed = coverage.Embed(120, 120, 1240, 1754);
        using var page = PrintedWords.OnPaper(placed);
        page.WriteToFile(Folder["page.png"]);

        return (await Uprighter.EstimateAsync(Folder["page.png"], Cancellation)).Answer!;
    }
}
