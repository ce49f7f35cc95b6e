using Upright.Estimation;

namespace Upright.Tests.Estimation;

/// <summary>Whether a thing before its surroundings is found, and nothing where there is none.</summary>
public static class OutlineFinderTests
{
    private const int Width = 640;
    private const int Height = 480;
    private const double CardWidth = 260, CardHeight = 164, CentreX = 330, CentreY = 230;

    public static TheoryData<double> Levels => [0, 3, 20, -37, 44.5];

    [Theory]
    [MemberData(nameof(Levels))]
    public static void ACardOnAStripedDeskIsFoundWithItsAngle(double level)
    {
        var found = OutlineFinder.Find(Card(level, hasFinger: false))!;

        Assert.InRange(Math.Abs(Math.IEEERemainder(found.Level.Degrees - level, 90)), 0, 1);
        Assert.InRange(found.CentreX, CentreX - 5, CentreX + 5);
        Assert.InRange(found.CentreY, CentreY - 5, CentreY + 5);
        Assert.InRange(found.LongSide, CardWidth - 12, CardWidth + 12);
        Assert.InRange(found.ShortSide, CardHeight - 12, CardHeight + 12);
        Assert.InRange(found.Fill, 0.9, 1);
        Assert.InRange(found.Share, 0.1, 0.17);
    }

    [Fact]
    public static void AFingerThatHoldsItDoesNotHideIt()
    {
        var found = OutlineFinder.Find(Card(12, hasFinger: true))!;

        Assert.InRange(Math.Abs(Math.IEEERemainder(found.Level.Degrees - 12, 90)), 0, 3);
    }

    [Fact]
    public static void TheCutOutIsTheThingAloneAndLevel()
    {
        var picture = Card(25, hasFinger: false);

        var cut = OutlineFinder.Find(picture)!.CutOut(picture);

        Assert.InRange(Math.Max(cut.Width, cut.Height), CardWidth, CardWidth * 1.1);
        // All of the card and little of the desk: within a margin of a tenth every pixel is white or the writing's.
        for (var y = cut.Height / 10; y < cut.Height * 9 / 10; y++)
        {
            for (var x = cut.Width / 10; x < cut.Width * 9 / 10; x++)
            {
                var at = ((y * cut.Width) + x) * 3;
                Assert.InRange(Math.Abs(cut.Pixels[at] - cut.Pixels[at + 2]), 0, 40);
            }
        }
    }

    [Fact]
    public static void NoiseAPlainPictureAPageThatFillsItAndAnAvenueHaveNone()
    {
        var random = new Random(5);
        Assert.Null(OutlineFinder.Find(Painted((_, _) => (byte)random.Next(256))));
        Assert.Null(OutlineFinder.Find(Painted((_, _) => 200)));
        Assert.Null(OutlineFinder.Find(Painted((x, _) => (byte)(x / 3))));
        Assert.Null(OutlineFinder.Find(Painted((x, y) => x % 40 < 30 && y % 12 < 5 ? (byte)30 : (byte)250)));
        Assert.Null(OutlineFinder.Find(Painted((x, y) => Math.Abs(x - (Width / 2)) < (Height - y) / 2 ? (byte)40 : (byte)200)));
    }

    [Fact]
    public static void SmallAndNarrowPicturesAreAskedForNothing()
    {
        Assert.Null(OutlineFinder.Find(new PixelBuffer(new byte[3], 1, 1, 3)));
        Assert.Null(OutlineFinder.Find(new PixelBuffer(new byte[10 * 4000], 4000, 10, 1)));
    }

    /// <summary>A white card with lines of writing on a desk of red-brown stripes.</summary>
    private static PixelBuffer Card(double level, bool hasFinger)
    {
        var random = new Random(7);
        var grain = Enumerable.Range(0, Width).Select(_ => random.Next(-20, 20)).ToArray();
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(level));
        var pixels = new byte[Width * Height * 3];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                double u = (cos * (x + 0.5 - CentreX)) - (sin * (y + 0.5 - CentreY)), v = (sin * (x + 0.5 - CentreX)) + (cos * (y + 0.5 - CentreY));
                var isCard = Math.Abs(u) < CardWidth / 2 && Math.Abs(v) < CardHeight / 2;
                var isWriting = Math.Abs(u) < CardWidth * 0.4 && Math.Abs(v) < CardHeight * 0.4 && Math.IEEERemainder(v, 18) > 3 && Math.IEEERemainder(u, 9) > -2;
                var isFinger = hasFinger && Math.Abs(x - 210 - (y / 8)) < 32 && y > 260;
                (int Red, int Green, int Blue) colour = isFinger ? (215, 160, 135) : isWriting && isCard ? (60, 60, 70) : isCard ? (235, 236, 230) : (150 + grain[x], 80 + (grain[x] / 2), 50);
                var at = ((y * Width) + x) * 3;
                (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)colour.Red, (byte)colour.Green, (byte)colour.Blue);
            }
        }

        return new PixelBuffer(pixels, Width, Height, 3);
    }

    private static PixelBuffer Painted(Func<int, int, byte> grey) =>
        new([.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) select grey(x, y)], Width, Height, 1);
}
