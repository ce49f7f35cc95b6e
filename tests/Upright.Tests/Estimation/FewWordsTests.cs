using NetVips;

namespace Upright.Tests.Estimation;

/// <summary>Pages with so few words that no line is surely one: what stands there is read all the same, and tells how it stands.</summary>
public sealed class FewWordsTests : EstimatedPicture
{
    private const int Width = 1240;
    private const int Height = 1754;

    [Theory]
    [InlineData(0.5, 0.85, 0, "DejaVu Sans", 12, 1)] // at the foot, beyond the circle in the middle
    [InlineData(0.5, 0.85, 180, "DejaVu Sans", 12, 1)]
    [InlineData(0.5, 0.85, 90, "DejaVu Sans", 12, 1)]
    [InlineData(0.1, 0.4, 180, "DejaVu Sans", 12, 1)]
    [InlineData(0.1, 0.4, -90, "DejaVu Sans", 12, 1)]
    [InlineData(0.5, 0.85, 90, "DejaVu Serif", 10, 1)]
    [InlineData(0.1, 0.4, 180, "DejaVu Sans", 16, 4)]
    [InlineData(0.1, 0.4, -90, "DejaVu Serif", 11, 4)]
    public async Task AreRead(double left, double top, int turn, string family, int points, int enlarged)
    {
        var estimate = await EstimateAsync(left, top, turn, family, points, enlarged);

        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, 5);
        Assert.Contains(estimate.Evidence.Sources, evidence => evidence.Source == EvidenceSource.Letters);
    }

    [Theory]
    [InlineData(2.7, "DejaVu Sans", 12, 1)]
    [InlineData(-6.2, "DejaVu Sans", 12, 1)]
    [InlineData(172.4, "DejaVu Sans", 12, 1)]
    [InlineData(2.7, "DejaVu Sans", 9, 1)]
    [InlineData(-6.2, "DejaVu Serif", 14, 1)]
    [InlineData(172.4, "DejaVu Serif", 11, 4)]
    public async Task InAFewLinesTellTheAngleToATenthOfADegree(double turn, string family, int points, int enlarged)
    {
        using var page = Page("An itemized list:\n\n– one,\n– two, and\n– three.\n\nAn enumerated list:\n\n1. one,\n2. two,\n3. three.", 0.2, 0.2, family, points, enlarged);
        using var seen = page.Rotate(-turn, background: [252]);
        seen.WriteToFile(Folder["page.png"]);

        var estimate = await Uprighter.EstimateAsync(Folder["page.png"], Cancellation);

        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, points < 10 ? 0.15 : 0.1);
        Assert.Equal(Decision.Turn, estimate.Decision);
        Assert.InRange(estimate.AngleError, 0, 0.2);
    }

    [Theory]
    [InlineData(5.3)]
    [InlineData(-3.4)]
    public async Task InTwoNarrowColumnsAreNotLaidOnTheirSide(double turn)
    {
        // As a whole the columns look like lines of text, a quarter turn away; what stands in them says otherwise.
        using var left = Page(string.Join("\n", "proton tau charm muon sigma photon lambda kaon strange gluon bottom omega".Split(' ')), 0.16, 0.12);
        using var right = Page(string.Join("\n", "pion top delta proton muon charm tau kaon sigma lambda gluon photon".Split(' ')), 0.5, 0.12);
        using var page = left & right;
        using var seen = page.Rotate(-turn, background: [252]);
        seen.WriteToFile(Folder["page.png"]);

        var estimate = await Uprighter.EstimateAsync(Folder["page.png"], Cancellation);

        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, 5);
    }

    [Fact]
    public async Task AreEnoughToLeaveAPageThatStands() => Assert.Equal(Decision.Leave, (await EstimateAsync(0.1, 0.4, 0, "DejaVu Sans", 12, 1)).Decision);

    private Task<RotationEstimate> EstimateAsync(double left, double top, int turn, string family, int points, int enlarged)
    {
        using var page = Page("Margaret Holloway\nDeputy Director of Finance\nSpringfield Water Company", left, top, family, points, enlarged);
        using var seen = page.Rot((Enums.Angle)((360 - turn) % 360 / 90));
        seen.WriteToFile(Folder["page.png"]);
        return Uprighter.EstimateAsync(Folder["page.png"], Cancellation);
    }

    private static Image Page(string text, double left, double top, string family = "DejaVu Sans", int points = 12, int enlarged = 1)
    {
        using var words = PrintedWords.Coverage(text, family, points, enlarged);
        using var placed = words.Embed((int)(left * Width), (int)(top * Height), Width, Height);
        using var paper = PrintedWords.OnPaper(placed);
        return PrintedWords.InColour(paper);
    }
}
