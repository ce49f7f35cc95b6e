using Upright.TextLines;

namespace Upright.Tests.TextLines;

/// <summary>Rules of tables and forms have a direction, as lines of text have.</summary>
public sealed class RulesTests
{
    private const int Width = 900;
    private const int Height = 1200;

    [Theory]
    [InlineData(0)]
    [InlineData(0.07)]
    [InlineData(-1.9)]
    [InlineData(7.4)]
    [InlineData(-88.2)]
    public void LevelThePageToAFiftiethOfADegree(double degrees)
    {
        var rules = Measured(Table(), degrees);

        Assert.Equal(degrees, rules.Degrees, 0.02);
        Assert.InRange(rules.Evidence.Edges, 4, 200);
        Assert.False(rules.IsSurelyText);
    }

    [Fact]
    public void LettersAreNone()
    {
        var letters = Measured(new DrawnPage(Width, Height).Paragraph(110, 120, 790, 1080, 9), 2);

        Assert.True(letters.Evidence.Edges < 2 || letters.Evidence.Sharpness < 15, $"{letters}");
    }

    [Fact]
    public void RulesStayInTheirMapAndLettersLeaveIt()
    {
        var page = new DrawnPage(400, 300).Box(0, 0, 200, 300).Paragraph(250, 40, 390, 260, 8);
        using var grey = GreyReduction.Reduce(page.Seen(5), 400, 300, 1);
        using var strokes = new StrokeMap(grey, StrokeKind.Rules);
        var edge = Enumerable.Range(60, 180).Sum(y => strokes.Across.Row(y)[150..235].ToArray().Sum(Math.Abs));
        var letters = Enumerable.Range(60, 180).Sum(y => strokes.Across.Row(y)[250..335].ToArray().Sum(Math.Abs));
        Assert.True(edge > 2 * letters, $"{edge} > 2 · {letters}");
    }

    private static DrawnPage Table()
    {
        var page = new DrawnPage(Width, Height);
        for (var row = 0; row <= 12; row++)
        {
            var top = 200 + (60 * row);
            page.Box(120, top, 780, top + 2);
            for (var cell = 0; cell < 4 && row < 12; cell++)
            {
                page.Line(135 + (165 * cell), top + 40, 190 + (165 * cell), 9);
            }
        }

        return page;
    }

    private static TextLineAngle Measured(DrawnPage page, double degrees) => TextLineSkew.Measure(page.Seen(degrees), Width, Height, degrees + 1, 12, StrokeKind.Rules);
}
