using NetVips;
using Upright.Tests.Cli;

namespace Upright.Tests.Estimation;

/// <summary>Pages with so few words that no line can be measured: what stands there is read all the same.</summary>
public sealed class FewWordsTests : IDisposable
{
    private const int Width = 1240;
    private const int Height = 1754;

    private readonly PictureFolder folder = new();
    private readonly Uprighter upright = Uprighter.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        upright.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0.5, 0.85, 0, Decision.Leave)] // at the foot, beyond the circle in the middle
    [InlineData(0.5, 0.85, 180, Decision.Turn)]
    [InlineData(0.5, 0.85, 90, Decision.Turn)]
    [InlineData(0.1, 0.4, 0, Decision.Leave)]
    [InlineData(0.1, 0.4, -90, Decision.Turn)]
    public async Task AreEnoughToTellTheQuarter(double left, double top, int turn, Decision decision)
    {
        using var page = Page(left, top);
        using var seen = page.Rot((Enums.Angle)(((360 - turn) % 360) / 90));
        seen.WriteToFile(folder["page.png"]);

        var estimate = await upright.EstimateAsync(folder["page.png"], Cancellation);

        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, 5);
        Assert.Equal(decision, estimate.Decision);
    }

    private static Image Page(double left, double top)
    {
        using var words = Words("Margaret Holloway\nDeputy Director of Finance\nSpringfield Water Company");
        using var placed = words.Embed((int)(left * Width), (int)(top * Height), Width, Height);
        using var paper = ((placed * -0.85) + 252).Cast(Enums.BandFormat.Uchar);
        return paper.Bandjoin(paper, paper).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static Image Words(string text)
    {
        try
        {
            return Image.Text(text, font: "sans 12", dpi: 150);
        }
        catch (VipsException exception)
        {
            Needs.Missing($"No letters can be drawn: {exception.Message}");
            throw;
        }
    }
}
