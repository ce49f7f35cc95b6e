using CsCheck;
using NetVips;
using Upright.Rectification;

namespace Upright.Tests.Rectification;

public sealed class RectifierFillTests
{
    private static readonly Gen<double> AnyTurn = Gen.Double[-180, 180];

    [Fact]
    public void GrowCutsNothingOff() => AnyTurn.Sample(degrees =>
    {
        // What the mask lets through is the picture's area, whatever the angle.
        using var picture = Drawn.Plain(83, 61, 255);
        using var turned = Turned(picture, degrees, Fill.Black);
        Assert.InRange(turned.Avg() / 255 * turned.Width * turned.Height, 83 * 61 - 3, 83 * 61 + 3);
    }, iter: 50);

    [Fact]
    public void InnerShowsNoFillAtAnyAngle() => Gen.Select(AnyTurn, Gen.Int[1, 90], Gen.Int[1, 90]).Sample((degrees, width, height) =>
    {
        using var picture = Drawn.Plain(width, height, 10, 200, 30);
        using var turned = Turned(picture, degrees, Fill.FromRgb(255, 0, 255), Canvas.Inner);
        using var expected = Drawn.Plain(turned.Width, turned.Height, 10, 200, 30);
        Assert.Equal(0, Drawn.LargestDifference(expected, turned));
    }, iter: 150);

    [Fact]
    public void CornersShowTheFillAndNothingElse()
    {
        using var picture = Drawn.Plain(80, 60, 40, 90, 200);
        using var turned = Turned(picture, 30, Fill.FromRgb(1, 2, 3));
        Assert.Equal([1, 2, 3], turned.At(0, 0));
        Assert.Equal([1, 2, 3], turned.At(turned.Width - 1, turned.Height - 1));
        Assert.Equal([40, 90, 200], turned.At(turned.Width / 2, turned.Height / 2));
    }

    [Fact]
    public void NoEdgeIsBrighterOrDarkerThanPictureAndFill() => AnyTurn.Sample(degrees =>
    {
        using var picture = Drawn.Plain(80, 60, 100);
        using var turned = Turned(picture, degrees, Fill.FromRgb(180, 180, 180));
        Assert.InRange(turned.Min(), 100, 180);
        Assert.InRange(turned.Max(), 100, 180);
    }, iter: 40);

    [Fact]
    public void EdgesAreShadesNotStairs()
    {
        using var picture = Drawn.Plain(80, 60, 0);
        using var turned = Turned(picture, 10, Fill.White);
        var column = Enumerable.Range(0, turned.Height).Select(y => turned.At(turned.Width / 2, y)[0]).ToArray();
        Assert.Contains(column, value => value is > 10 and < 245);
    }

    [Fact]
    public void EdgeDrawsBorderPixelsOut()
    {
        using var picture = Drawn.Plain(80, 60, 40, 90, 200);
        using var turned = Turned(picture, 33, Fill.Edge);
        using var expected = Drawn.Plain(turned.Width, turned.Height, 40, 90, 200);
        Assert.Equal(0, Drawn.LargestDifference(expected, turned));
    }

    [Fact]
    public void AutoTakesThePaper()
    {
        using var page = Drawn.Plain(200, 280, 250, 248, 240).Mutate(draft => draft.DrawRect([20, 20, 20], 0, 30, 150, 60, fill: true));
        using var turned = Turned(page, 5, Fill.Auto);
        Assert.Equal([250, 248, 240], turned.At(0, 0));
    }

    [Fact]
    public void AutoTakesADarkBackdropOverAFewBrightPixels()
    {
        using var picture = Drawn.Plain(200, 280, 12).Mutate(draft => draft.DrawRect([230], 40, 0, 90, 280, fill: true));
        using var turned = Turned(picture, 5, Fill.Auto);
        Assert.Equal(12, turned.At(0, 0)[0]);
    }

    [Fact]
    public void AutoTakesTheMiddleWhereNoColourIsCommon()
    {
        using var ramp = Image.Identity().Resize(1, vscale: 200).Cast(Enums.BandFormat.Uchar);
        using var turned = Turned(ramp, 5, Fill.Auto);
        Assert.InRange(turned.At(0, 0)[0], 100, 156);
    }

    [Fact]
    public void OnGreyPicturesAColourBecomesItsBrightness()
    {
        using var picture = Drawn.Plain(40, 30, 9);
        using var turned = Turned(picture, 30, Fill.FromRgb(255, 0, 0));
        Assert.Equal([76], turned.At(0, 0));
    }

    [Fact]
    public void WideRangePicturesAreFilledInTheirOwnRange()
    {
        using var picture = Drawn.Hills(60, 40, 3, wide: true);
        using var turned = Turned(picture, 30, Fill.White);
        Assert.Equal([65535, 65535, 65535], turned.At(0, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TransparentAddsAlphaWhereTheFormatHasIt(bool keepsAlpha)
    {
        using var picture = Drawn.Plain(40, 30, 10, 20, 30);
        using var turned = Turned(picture, 30, Fill.Transparent, keepsAlpha: keepsAlpha);
        Assert.Equal(keepsAlpha ? [0, 0, 0, 0] : [10, 20, 30], turned.At(0, 0));
        Assert.Equal(keepsAlpha, turned.HasAlpha());
    }

    [Fact]
    public void InnerNeedsNoTransparency()
    {
        using var picture = Drawn.Plain(40, 30, 10, 20, 30);
        using var turned = Turned(picture, 30, Fill.Transparent, Canvas.Inner, keepsAlpha: true);
        Assert.False(turned.HasAlpha());
    }

    [Fact]
    public void TransparentPicturesStayTransparentInTheCornersByThemselves()
    {
        using var picture = Drawn.Plain(40, 30, 10, 20, 30, 255);
        using var turned = Turned(picture, 30, Fill.Auto, keepsAlpha: true);
        Assert.Equal(0, turned.At(0, 0)[3]);
        using var flat = Turned(picture, 30, Fill.Auto);
        Assert.Equal([10, 20, 30, 255], flat.At(0, 0));
    }

    [Fact]
    public void TransparentPicturesShowNoRim() => AnyTurn.Sample(degrees =>
    {
        // Red on nothing, where the nothing is stored as black: any mixing of the two would show as dark red.
        using var nothing = Drawn.Plain(60, 50, 0, 0, 0, 0);
        using var picture = nothing.Mutate(draft => draft.DrawRect([255, 0, 0, 255], 15, 12, 30, 20, fill: true));
        using var turned = Turned(picture, degrees, Fill.Transparent, keepsAlpha: true);
        foreach (var pixel in turned.Pixels())
        {
            Assert.True(pixel[3] == 0 || (pixel[0] >= 254 && pixel[1] == 0 && pixel[2] == 0), string.Join(' ', pixel));
        }
    }, iter: 10);

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void PicturesWithAlphaKeepTheirKind(int bands, bool wide)
    {
        using var picture = Drawn.Hills(60, 40, bands, wide);
        using var turned = Turned(picture, 77, Fill.Auto, keepsAlpha: true);
        Assert.Equal((picture.Format, picture.Bands, picture.Interpretation), (turned.Format, turned.Bands, turned.Interpretation));
        var (before, after) = (picture.At(30, 20), turned.At(turned.Width / 2, turned.Height / 2));
        var white = wide ? 65535 : 255;
        Assert.All(before.Zip(after), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.06 * white));
        Assert.Equal(0, turned.At(0, 0)[bands - 1]);
    }

    private static Image Turned(Image picture, double degrees, Fill fill, Canvas canvas = Canvas.Grow, bool keepsAlpha = false) =>
        Rectifier.Rectify(picture, RotationPlan.For(new Angle(degrees), picture.Width, picture.Height, canvas), fill, keepsAlpha);
}
