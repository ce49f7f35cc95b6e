using Upright.TextLines;

namespace Upright.Tests.TextLines;

public class TextLineSkewTests
{
    private static DrawnPage Letter() => new DrawnPage(900, 1200).Paragraph(110, 120, 790, 1080, 9);

    [Theory]
    [InlineData(0)]
    [InlineData(0.07)]
    [InlineData(-0.3)]
    [InlineData(1.9)]
    [InlineData(-7.2)]
    [InlineData(14.2)]
    [InlineData(26.4)]
    [InlineData(-38.5)]
    [InlineData(44.2)]
    public void TheAnswerIsTheTurnThatLevelsThePage(double degrees)
    {
        var angle = Measured(Letter(), Letter().Seen(degrees));
        Assert.Equal(degrees, angle.Degrees, 0.05);
    }

    [Fact]
    public void SixPointTypeAt300DpiIsRightToAFiftiethOfADegree()
    {
        var page = new DrawnPage(1700, 2300).Paragraph(150, 200, 1550, 2100, 11);
        Assert.Equal(3.217, Measured(page, page.Seen(3.217)).Degrees, 0.02);
    }

    [Theory]
    [InlineData(92.5)]
    [InlineData(-120)]
    [InlineData(178)]
    [InlineData(-91.3)]
    [InlineData(46)]
    public void AnAngleOfTheWholeCircleIsFoundAroundAHint(double degrees)
    {
        var page = new DrawnPage(1100, 1100).Paragraph(200, 200, 900, 900, 9);
        Assert.True(TextLineSkew.TryMeasure(page.Seen(degrees), 1100, 1100, degrees - 2, 5, out var angle));
        Assert.Equal(degrees, angle.Degrees, 0.05);
    }

    [Fact]
    public void NothingOutsideTheNeighbourhoodIsAnswered()
    {
        var seen = Letter().Seen(20);
        Assert.False(TextLineSkew.TryMeasure(seen, 900, 1200, 0, 8, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3.4)]
    [InlineData(21)]
    public void VerticalColumnsOfCharactersLevelThePageToo(double degrees)
    {
        var page = new DrawnPage(900, 1200);
        for (var x = 150; x < 780; x += 44)
        {
            page.Column(x, 130, 1050, 24);
        }

        Assert.Equal(degrees, Measured(page, page.Seen(degrees)).Degrees, 0.1);
    }

    [Fact]
    public void ColumnsWhoseLinesDoNotMeetDoNotPull()
    {
        var page = new DrawnPage(900, 1200).Paragraph(80, 120, 430, 1080, 9).Paragraph(470, 131, 820, 1080, 9);
        Assert.Equal(2.3, Measured(page, page.Seen(2.3)).Degrees, 0.05);
    }

    [Fact]
    public void FiveLinesOnAnEmptyPageAreEnough()
    {
        var page = new DrawnPage(900, 1200).Paragraph(110, 120, 790, 260, 9);
        Assert.Equal(-4.4, Measured(page, page.Seen(-4.4)).Degrees, 0.05);
    }

    [Fact]
    public void LightTextOnADarkGroundIsText()
    {
        var page = new DrawnPage(900, 1200, paper: 30).Paragraph(110, 120, 790, 1080, 9, grey: 220);
        Assert.Equal(-5.5, Measured(page, page.Seen(-5.5)).Degrees, 0.05);
    }

    [Fact]
    public void UnevenLightDoesNotMatter()
    {
        var seen = Letter().Seen(-2.6, light: (x, y) => 0.25 + (0.75 * x / 900) - (0.2 * y / 1200) + 0.2);
        Assert.Equal(-2.6, Measured(Letter(), seen).Degrees, 0.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void CornersFilledByAnotherToolDoNotPull(byte fill)
    {
        // The paper was scanned 3 degrees off, then the file was turned by 17: the corners lie at 17, the text at 20.
        const double Skew = 3;
        var scan = Letter().Seen(Skew);
        var turned = new DrawnPage(900, 1200);
        for (var y = 0; y < 1200; y++)
        {
            for (var x = 0; x < 900; x++)
            {
                turned.Box(x, y, x + 1, y + 1, scan[(y * 900) + x]);
            }
        }

        Assert.Equal(17 + Skew, Measured(turned, turned.Seen(17, fill)).Degrees, 0.05);
    }

    [Fact]
    public void AScannersDarkEdgeDoesNotPull()
    {
        var seen = Letter().Seen(1.5);
        for (var y = 0; y < 1200; y++)
        {
            seen.AsSpan(y * 900, 30 + (y / 20)).Fill(12); // a wedge, 2.9 degrees off the vertical
            seen.AsSpan((y * 900) + 840, 60).Fill(12);
        }

        Assert.Equal(1.5, Measured(Letter(), seen).Degrees, 0.05);
    }

    [Fact]
    public void ATableWithRulesIsMeasured()
    {
        var page = new DrawnPage(900, 1200);
        for (var y = 150; y < 1050; y += 36)
        {
            page.Box(100, y, 800, y + 2);
            for (var x = 110; x < 780; x += 175)
            {
                page.Line(x, y + 27, x + 130, 10);
            }
        }

        for (var x = 100; x <= 800; x += 175)
        {
            page.Box(x, 150, x + 2, 1050);
        }

        Assert.Equal(-1.2, Measured(page, page.Seen(-1.2)).Degrees, 0.05);
    }

    [Fact]
    public void APhotographOnThePageDoesNotPull()
    {
        var page = Letter().Box(200, 300, 600, 700, 120);
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            var (x, y) = (random.Next(200, 560), random.Next(300, 660));
            page.Box(x, y, x + random.Next(5, 40), y + random.Next(5, 40), (byte)random.Next(256));
        }

        Assert.Equal(6.1, Measured(page, page.Seen(6.1)).Degrees, 0.05);
    }

    [Fact]
    public void ACurledSheetIsLevelledInTheMiddleOfItsLinesAndSpreadsMore()
    {
        var curled = new DrawnPage(900, 1200) { Lift = x => x * x / 9000 };
        for (var y = 130; y < 1080; y += 24)
        {
            curled.Line(110, y, 790, 9);
        }

        var flat = Measured(Letter(), Letter().Seen(2));
        var angle = Measured(curled, curled.Seen(2));
        Assert.Equal(2, angle.Degrees, 0.4);
        Assert.True(angle.Spread > flat.Spread, $"{angle.Spread} > {flat.Spread}");
    }

    [Fact]
    public void TheSpreadCoversTheError()
    {
        var angles = Enumerable.Range(0, 12).Select(i => -20 + (i * 3.7)).ToArray();
        var covered = angles.Count(a =>
        {
            var angle = Measured(Letter(), Letter().Seen(a));
            return Math.Abs(angle.Degrees - a) <= (3 * angle.Spread) + 0.005;
        });
        Assert.InRange(covered, 10, 12);
    }

    private static TextLineAngle Measured(DrawnPage page, byte[] grey)
    {
        Assert.True(TextLineSkew.TryMeasure(grey, page.Width, page.Height, 0, 45, out var angle), $"no text: {angle}");
        return angle;
    }
}
