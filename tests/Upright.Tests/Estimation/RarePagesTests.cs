using NetVips;

namespace Upright.Tests.Estimation;

/// <summary>Pages of shapes and sides that are seldom seen, judged by the shipped networks.</summary>
public sealed class RarePagesTests : EstimatedPicture
{
    private const string Prose = "The quick brown fox jumps over the lazy dog. In the middle of\nthe journey of our life I found myself within a dark wood where\nthe straight way was lost. Ah, how hard a thing it is to tell of\nthat wood, savage and harsh and dense, the thought of which\nrenews my fear. So bitter is it that death is hardly more.\n";

    [Theory]
    [InlineData(0)]
    [InlineData(180)]
    [InlineData(90)]
    public async Task FilmSeenFromBehindIsTurnedAndSaidToBeMirrored(int turn)
    {
        using var page = Page(string.Concat(Enumerable.Repeat(Prose + "\n", 6)), 1240, 1400);
        using var film = page.FlipHor();

        var estimate = await EstimateAsync(film, turn);

        AssertStands(turn, estimate);
        Assert.True(estimate.Mirrored);
        Assert.InRange(estimate.MirroredConfidence!.Value, 0.95, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(180)]
    [InlineData(-90)]
    public async Task ReceiptOfHundredAndSixtyLinesStands(int turn)
    {
        var lines = string.Join('\n', Enumerable.Range(1, 160).Select(line => FormattableString.Invariant($"{line % 9 + 1} x article {line * 37 % 1000:000}  {line * 7 % 50}.{line * 13 % 100:00}")));
        using var receipt = Page(lines, 480, 4800);

        // Turned over it is found, and not surely enough to turn over what might stand.
        AssertStands(turn, await EstimateAsync(receipt, turn), sure: turn != 180);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(-90)]
    public async Task ThirtySidewaysLinesAreTurned(int turn)
    {
        using var page = Page(string.Concat(Enumerable.Repeat(Prose, 6)), 1240, 1400);

        AssertStands(turn, await EstimateAsync(page, turn));
    }

    private static void AssertStands(int turn, RotationEstimate estimate, bool sure = true)
    {
        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, 0.2);
        Assert.Contains(estimate.Decision, (Decision[])[turn == 0 ? Decision.Leave : Decision.Turn, .. sure ? Array.Empty<Decision>() : [Decision.Unsure]]);
    }

    private static Image Page(string text, int width, int height)
    {
        using var words = PrintedWords.Coverage(text, "DejaVu Serif", points: 13);
        using var placed = words.Embed(60, 80, width, height);
        using var paper = PrintedWords.OnPaper(placed);
        return PrintedWords.InColour(paper);
    }

    private Task<RotationEstimate> EstimateAsync(Image page, int turn)
    {
        using var seen = page.Rot((Enums.Angle)((360 - turn) % 360 / 90));
        seen.WriteToFile(Folder["page.png"]);
        return Uprighter.EstimateAsync(Folder["page.png"], Cancellation);
    }
}
