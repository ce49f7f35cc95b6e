using NetVips;

namespace Upright.Tests.Estimation;

/// <summary>A small card on a desk whose grain runs another way: the card tells how it lies, not the wood.</summary>
public sealed class CardOnADeskTests : EstimatedPicture
{
    private const int Width = 1200;
    private const int Height = 900;

    private const string Words = "Registration of vehicles\nHolder: Charm Sigma\nBorn 12 April 1974\nValid until 30 June 2031\nNumber 4471 2209 8136\nTo be carried while driving";

    [Theory]
    [InlineData(24)]
    [InlineData(-35)]
    [InlineData(-120)]
    [InlineData(172)]
    public async Task LiesAsItsWordsSay(double turn)
    {
        using var desk = Desk();
        using var card = Card();
        using var seen = On(desk, card, turn);
        seen.WriteToFile(Folder["card.png"]);

        var estimate = await Uprighter.EstimateAsync(Folder["card.png"], Cancellation);

        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, 1);
        Assert.NotEqual(Decision.Unsure, estimate.Decision);
    }

    /// <summary>Brown with grain from top to bottom.</summary>
    private static Image Desk()
    {
        using var noise = Image.Gaussnoise(Width, 1, sigma: 18, mean: 0, seed: 3);
        using var grain = noise.Embed(0, 0, Width, Height, Enums.Extend.Copy);
        using var brown = grain.Linear([1.0, 0.7, 0.5], [150, 95, 60]);
        return brown.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>A pale card with words, and where it is.</summary>
    private static Image Card()
    {
        using var letters = PrintedWords.Coverage(Words, points: 9);
        using var placed = letters.Embed(36, 36, letters.Width + 72, letters.Height + 72);
        using var ink = placed * -0.8;
        using var paper = ink.Linear([1.0, 1.0, 1.0], [236, 240, 244]);
        using var opacity = placed.Linear([0], [255]);
        return paper.Bandjoin(opacity).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static Image On(Image desk, Image card, double turn)
    {
        using var turned = card.Rotate(-turn, background: [0, 0, 0, 0]);
        using var both = desk.Composite2(turned, Enums.BlendMode.Over, x: (Width - turned.Width) / 2, y: (Height - turned.Height) / 2);
        return both.Flatten();
    }
}
