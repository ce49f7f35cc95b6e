using CsCheck;
using NetVips;
using Upright.Rectification;

namespace Upright.Tests.Rectification;

public sealed class TurnedPictureTests
{
    private static readonly Gen<(double Degrees, int Width, int Height, int Bands, bool Wide)> AnyPicture =
        Gen.Select(Gen.Double[-180, 180], Gen.Int[1, 50], Gen.Int[1, 50], Gen.Int[1, 4], Gen.Bool);

    [Fact]
    public void PlainPicturesStayPlainOnEveryCanvas() => Gen.Select(AnyPicture, Gen.Enum<Canvas>(), Gen.Int[0, 255].Array[4]).Sample((drawn, canvas, colour) =>
    {
        var (degrees, width, height, bands, wide) = drawn;
        var values = colour[..bands].Select(value => value * (wide ? 257.0 : 1)).ToArray();
        if (bands % 2 == 0)
        {
            values[^1] = wide ? 65535 : 255;
        }

        using var picture = Plain(width, height, wide, values);
        using var turned = Turned(picture, degrees, Fill.Edge, canvas);
        Assert.All(turned.Pixels(), pixel => Assert.Equal(values, pixel));
    }, iter: 100);

    [Fact]
    public void WhitePagesStayWhiteAndNothingOverflows()
    {
        // Hard black and white is where the kernel overshoots most.
        using var page = Drawn.Plain(300, 200, 255).Mutate(draft =>
        {
            for (var line = 20; line < 180; line += 6)
            {
                draft.DrawRect([0], 20, line, 260, 3, fill: true);
            }
        });
        using var turned = Turned(page, 3, Fill.White);
        using var shrunk = turned.Shrink(3, 3);
        var pixels = turned.Pixels();
        Assert.Equal(255, turned.At(4, turned.Height / 2)[0]);
        Assert.Equal((0.0, 255.0), (pixels.Min(pixel => pixel[0]), pixels.Max(pixel => pixel[0])));
        Assert.InRange(shrunk.Avg(), page.Avg() - 5, page.Avg() + 15);
    }

    [Fact]
    public void TheBorderIsDrawnOutAsIfThePictureWentOn() => AnyPicture.Sample(drawn =>
    {
        // With border pixels repeated beforehand, no kernel reaches beyond the picture where the canvas is.
        const int Margin = 90;
        var (degrees, width, height, bands, wide) = drawn;
        using var picture = Drawn.Hills(width, height, bands, wide);
        using var wider = picture.Embed(Margin, Margin, width + (2 * Margin), height + (2 * Margin), extend: Enums.Extend.Copy);
        using var turned = Turned(picture, degrees, Fill.Edge, Canvas.Same);
        using var expected = Turned(wider, degrees, Fill.Edge, Canvas.Same);
        using var middle = expected.Middle(turned.Width, turned.Height);
        // The two positions differ in their last bit and may fall to different phases.
        Assert.True(RotationPlan.For(new Angle(degrees), width, height, Canvas.Same).Method != RotationMethod.AffineWarp || Drawn.LargestDifference(middle, turned) <= (wide ? 200 : 1));
    }, iter: 200);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    public void BandsBesideColoursAndAlphaAreTurnedLikeThem(int bands)
    {
        using var colours = Drawn.Hills(60, 40, 4);
        using var grey = Drawn.Hills(60, 40, 1);
        using var picture = grey.Bandjoin([.. Enumerable.Repeat(grey, bands - 5), colours]).Copy(interpretation: Enums.Interpretation.Srgb);
        using var turned = Turned(picture, 33, Fill.White);
        using var expected = Turned(colours, 33, Fill.White);
        using var last = turned.ExtractBand(bands - 4, n: 4);
        Assert.Equal((bands, Enums.Interpretation.Srgb), (turned.Bands, turned.Interpretation));
        Assert.Equal(0, Drawn.LargestDifference(expected, last));
        Assert.Equal(turned.Pixels().Select(pixel => pixel[0]), turned.Pixels().Select(pixel => pixel[bands - 5]));
    }

    [Fact]
    public void APixelIsTheSameWhereverAndWheneverItIsAskedFor() => AnyPicture.Sample(drawn =>
    {
        using var picture = Drawn.Hills(drawn.Width + 200, drawn.Height + 200, drawn.Bands, drawn.Wide);
        using var turned = Turned(picture, drawn.Degrees, Fill.Black);
        using var whole = turned.CopyMemory();
        using var part = turned.ExtractArea(drawn.Width, drawn.Height, 67, 1);
        using var expected = whole.ExtractArea(drawn.Width, drawn.Height, 67, 1);
        Assert.Equal(0, Drawn.LargestDifference(expected, part));
    }, iter: 40);

    [Fact]
    public void DetailSurvivesTwoTurnsBetterThanWithBicubic()
    {
        using var noise = Image.Gaussnoise(200, 200, sigma: 40, mean: 128, seed: 3);
        using var picture = noise.Gaussblur(0.8).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        using var expected = picture.Middle(120, 120);
        using var there = Turned(picture, 7, Fill.Black, Canvas.Same);
        using var back = Turned(there, -7, Fill.Black, Canvas.Same);
        using var bicubic = Interpolate.NewFromName("bicubic");
        using var thereBicubic = picture.Rotate(7, interpolate: bicubic);
        using var backBicubic = thereBicubic.Rotate(-7, interpolate: bicubic);
        Assert.InRange(Error(back), 0, 0.8 * Error(backBicubic));

        double Error(Image image)
        {
            using var difference = (image.Middle(120, 120) - expected).Abs();
            return difference.Avg();
        }
    }

    [Fact]
    public void ItOutlivesWhatItWasMadeFromAndManyMayReadIt()
    {
        var turned = MadeFromWhatIsGone();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var expected = Turned(Drawn.Hills(700, 500), 33, Fill.White);
        using var memory = expected.CopyMemory();
        Parallel.For(0, 6, _ =>
        {
            using var own = turned.Copy();
            Assert.Equal(0, Drawn.LargestDifference(memory, own));
        });
        turned.Dispose();

        static Image MadeFromWhatIsGone()
        {
            using var picture = Drawn.Hills(700, 500);
            using var first = Turned(picture, 33, Fill.White);
            return first.Copy();
        }
    }

    [Fact]
    public void ItCanBeStopped()
    {
        using var picture = Drawn.Hills(700, 500);
        using var turned = Turned(picture, 33, Fill.White);
        turned.SetKill(true);
        Assert.Throws<VipsException>(() => turned.WriteToMemory<byte>());
    }

    [Fact]
    public void APictureThatAlreadyLiesInMemoryStaysTheCallers()
    {
        using var picture = Drawn.Hills(60, 40).CopyMemory();
        Turned(picture, 33, Fill.White).Dispose();
        using var again = Turned(picture, 33, Fill.White);
        Assert.InRange(again.Avg(), 1, 254);
        Assert.InRange(picture.Avg(), 1, 254);
    }

    private static Image Plain(int width, int height, bool wide, double[] colour)
    {
        using var black = Image.Black(width, height);
        using var cast = black.Cast(wide ? Enums.BandFormat.Ushort : Enums.BandFormat.Uchar);
        using var filled = cast.NewFromImage(colour);
        return filled.Copy(interpretation: (colour.Length < 3, wide) switch
        {
            (true, false) => Enums.Interpretation.Bw,
            (true, true) => Enums.Interpretation.Grey16,
            (false, false) => Enums.Interpretation.Srgb,
            _ => Enums.Interpretation.Rgb16,
        });
    }

    private static Image Turned(Image picture, double degrees, Fill fill, Canvas canvas = Canvas.Grow) =>
        Rectifier.Rectify(picture, RotationPlan.For(new Angle(degrees), picture.Width, picture.Height, canvas), fill, keepsAlpha: true);
}
