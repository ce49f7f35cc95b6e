using CsCheck;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Upright.Tests.Pages;

/// <summary>Properties of turning a page, whatever the angle.</summary>
public sealed class PdfTurnTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>
{
    private static readonly FixOptions Same = new() { Canvas = Canvas.Same };

    [Fact]
    public void TurningThereAndBackLeavesEveryLetterWhereItWas()
    {
        var pdf = DrawnPdf.OfPage(DrawnPdf.Letters(1.5, lines: 5), "/CropBox[30 40 580 800]/Rotate 90");
        var before = Letters(pdf);

        Angles(180).Sample(
            angle =>
            {
                var there = fixture.Turned(pdf, Same, angle);
                var back = fixture.Turned(there, Same, -angle);
                Assert.All(before.Zip(Letters(back)), pair => Assert.Equal(pair.First, pair.Second, Near));
            },
            iter: 20);
    }

    [Fact]
    public void LettersMoveAsThePageIsTurned() => Angles(44).Sample(
        angle =>
        {
            var pdf = DrawnPdf.OfPage(DrawnPdf.Letters(0, lines: 5));
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
            double centreX = DrawnPdf.Width / 2, centreY = DrawnPdf.Height / 2;
            var expected = Letters(pdf).Select(letter => (letter.Value, centreX + (cos * (letter.X - centreX)) + (sin * (letter.Y - centreY)), centreY - (sin * (letter.X - centreX)) + (cos * (letter.Y - centreY))));

            Assert.All(expected.Zip(Letters(fixture.Turned(pdf, Same, angle))), pair => Assert.Equal(pair.First, pair.Second, Near));
        },
        iter: 20);

    [Theory]
    [InlineData(Canvas.Grow, 624.02, 862.26)]
    [InlineData(Canvas.Same, 595, 842)]
    [InlineData(Canvas.Inner, 566.63, 822.73)]
    public void TheCanvasDecidesHowLargeThePageIs(Canvas canvas, double width, double height)
    {
        using var turned = PdfDocument.Open(fixture.Turned(DrawnPdf.OfPage(DrawnPdf.Letters()), new FixOptions { Canvas = canvas }, 2));
        var page = turned.GetPage(1);

        Assert.Equal(width, page.Width, 0.1);
        Assert.Equal(height, page.Height, 0.1);
    }

    [Fact]
    public void QuarterTurnsTouchNothingButTheRotation()
    {
        using var turned = PdfDocument.Open(fixture.Turned(DrawnPdf.OfPage(DrawnPdf.Letters(), "/Rotate 270"), new FixOptions(), 180));

        Assert.Equal(90, turned.GetPage(1).Rotation.Value);
        Assert.False(turned.GetPage(1).Dictionary.Data.ContainsKey("CropBox"));
    }

    [Theory]
    [InlineData("Q Q q q")]
    [InlineData("q q q")]
    [InlineData("Q")]
    public void ContentThatSavesAndRestoresUnevenlyIsTurnedToTheEnd(string before)
    {
        var plain = Letters(fixture.Turned(DrawnPdf.OfPage(DrawnPdf.Letters()), Same, 4));

        Assert.Equal(plain, Letters(fixture.Turned(DrawnPdf.OfPage(before + "\n" + DrawnPdf.Letters()), Same, 4)));
    }

    // Within the dead band nothing would be turned.
    private static Gen<double> Angles(double most) => Gen.Double[-most, most].Where(angle => Math.Abs(new Angle(angle).Residual) > 0.06);

    private static List<(string Value, double X, double Y)> Letters(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPage(1).Letters.Select((Letter letter) => (letter.Value, letter.StartBaseLine.X, letter.StartBaseLine.Y))];
    }

    private static bool Near((string Value, double X, double Y) one, (string Value, double X, double Y) other) =>
        one.Value == other.Value && Math.Abs(one.X - other.X) < 0.01 && Math.Abs(one.Y - other.Y) < 0.01;
}
