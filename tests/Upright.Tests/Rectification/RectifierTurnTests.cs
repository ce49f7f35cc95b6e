using CsCheck;
using NetVips;
using Upright.Rectification;

namespace Upright.Tests.Rectification;

public sealed class RectifierTurnTests
{
    [Fact]
    public void NinetyDegreesTurnClockwise()
    {
        // A white mark in the upper left corner comes to the upper right one.
        using var picture = Drawn.Plain(30, 20, 0).Mutate(draft => draft.DrawRect([255], 0, 0, 3, 2, fill: true));
        using var turned = Turned(picture, 90);
        Assert.Equal((20, 30), (turned.Width, turned.Height));
        Assert.Equal(255, turned.At(19, 0)[0]);
        Assert.Equal(0, turned.At(0, 0)[0]);
        Assert.Equal(0, turned.At(19, 29)[0]);
    }

    [Fact]
    public void QuarterTurnsMoveEveryPixelUnchanged() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 3]).Sample((width, height, quarters) =>
    {
        using var picture = Drawn.Hills(width, height);
        using var turned = Turned(picture, 90 * quarters);
        var (before, after) = (picture.Pixels(), turned.Pixels());
        for (var i = 0; i < before.Length; i++)
        {
            int x = i % width, y = i / width;
            var (across, down) = quarters switch
            {
                0 => (x, y),
                1 => (height - 1 - y, x),
                2 => (width - 1 - x, height - 1 - y),
                _ => (y, width - 1 - x),
            };
            Assert.Equal(before[i], after[(down * turned.Width) + across]);
        }
    }, iter: 20);

    [Fact]
    public void QuarterTurnsThatMakeAWholeTurnChangeNothing() => Gen.Int[0, 3].Array[1, 6].Sample(quarters =>
    {
        using var picture = Drawn.Hills(37, 22);
        int[] back = [.. quarters, (4 - (quarters.Sum() % 4)) % 4];
        using var turned = back.Aggregate(picture.Copy(), (image, turn) => Turned(image, 90 * turn));
        Assert.Equal(0, Drawn.LargestDifference(picture, turned));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(-90)]
    [InlineData(7.3)]
    [InlineData(-131)]
    public void SidesAreExchangedAfterTheTurnAndNothingElseChanges(double degrees)
    {
        using var picture = Drawn.Hills(90, 70);
        var plan = RotationPlan.For(new Angle(degrees), 90, 70);
        using var turned = Rectifier.Rectify(picture, plan, Fill.Auto, keepsAlpha: false);
        using var exchanged = Rectifier.Rectify(picture, plan.WithSidesExchanged(), Fill.Auto, keepsAlpha: false);
        using var expected = turned.FlipHor();

        Assert.Equal(0, Drawn.LargestDifference(expected, exchanged));
        Assert.NotEqual(RotationMethod.None, plan.WithSidesExchanged().Method);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AnyTurnShowsThePictureTurned(int bands, bool wide)
    {
        var white = wide ? 65535.0 : 255;
        using var picture = Drawn.Hills(90, 70, bands, wide);
        Gen.Double[-180, 180].Sample(degrees =>
        {
            using var turned = Turned(picture, degrees, Canvas.Inner);
            Assert.Equal((picture.Format, picture.Bands, picture.Interpretation), (turned.Format, turned.Bands, turned.Interpretation));
            Assert.InRange(FarthestFromTurned(turned, degrees), 0, white * 0.02);
        }, iter: 20);

        double FarthestFromTurned(Image turned, double degrees)
        {
            var plan = RotationPlan.For(new Angle(degrees), picture.Width, picture.Height, Canvas.Inner);
            var (sin, cos) = Math.SinCos(plan.Angle.Radians);
            var farthest = 0.0;
            var pixels = turned.Pixels();
            for (var i = 0; i < pixels.Length; i++)
            {
                double x = (i % turned.Width) + 0.5 - (turned.Width / 2.0), y = (i / turned.Width) + 0.5 - (turned.Height / 2.0);
                var expected = Drawn.Hill(45 + (x * cos) + (y * sin), 35 - (x * sin) + (y * cos), 0);
                farthest = Math.Max(farthest, Math.Abs(pixels[i][0] - (white * expected)));
            }

            return farthest;
        }
    }

    [Fact]
    public void TurningThereAndBackIsTheIdentityInside()
    {
        using var picture = Drawn.Hills(160, 120);
        Gen.Double[-180, 180].Sample(degrees => Assert.InRange(ThereAndBack(picture, degrees, -degrees), 0, 2), iter: 40);
    }

    [Fact]
    public void TheComparisonFailsForAWrongDirectionAndForASmallError()
    {
        using var picture = Drawn.Hills(160, 120);
        Assert.InRange(ThereAndBack(picture, 30, 30), 60, 255);
        Assert.InRange(ThereAndBack(picture, 30, -28), 6, 255);
        Assert.InRange(ThereAndBack(picture, 90, 90), 60, 255);
    }

    [Fact]
    public void ASequentialPictureCanBeTurned()
    {
        using var drawn = Drawn.Hills(300, 1200);
        using var file = Image.NewFromBuffer(drawn.PngsaveBuffer(), access: Enums.Access.Sequential);
        using var turned = Turned(file, 137);
        using var expected = Turned(drawn, 137);
        Assert.Equal(0, Drawn.LargestDifference(expected, turned));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(7)]
    public void MetadataIsKept(double degrees)
    {
        using var picture = Drawn.Hills(60, 40).Mutate(draft =>
        {
            draft.Set(GValue.BlobType, "icc-profile-data", new byte[] { 1, 2, 3 });
            draft.Set(GValue.GStrType, "exif-ifd0-Artist", "somebody");
        });
        using var turned = Turned(picture, degrees);
        Assert.Equal([1, 2, 3], (byte[])turned.Get("icc-profile-data"));
        Assert.Equal("somebody", turned.Get("exif-ifd0-Artist"));
        Assert.Equal((0, 0), (turned.Xoffset, turned.Yoffset));
    }

    [Fact]
    public void ResolutionsAcrossAndDownChangePlacesWithTheSides()
    {
        using var fax = Drawn.Hills(60, 40, 1).Copy(xres: 8, yres: 4);
        using var turned = Turned(fax, 90);
        Assert.Equal((4.0, 8.0), (turned.Xres, turned.Yres));
    }

    [Fact]
    public void APlanForAnotherSizeIsRefused()
    {
        using var picture = Drawn.Hills(60, 40);
        Assert.Throws<ArgumentException>(() => Rectifier.Rectify(picture, RotationPlan.For(new Angle(7), 40, 60), Fill.White, false));
    }

    public static TheoryData<int, bool> Kinds => new()
    {
        { 1, false },
        { 3, false },
        { 1, true },
        { 3, true },
    };

    // On a canvas of the same size the centre stays where it is; what is inside the circle is never cut off.
    private static double ThereAndBack(Image picture, double there, double back)
    {
        using var turned = Turned(picture, there, Canvas.Same);
        using var again = Turned(turned, back, Canvas.Same);
        using var middle = again.Middle(100, 60);
        using var expected = picture.Middle(100, 60);
        return Drawn.LargestDifference(expected, middle);
    }

    private static Image Turned(Image picture, double degrees, Canvas canvas = Canvas.Grow) =>
        Rectifier.Rectify(picture, RotationPlan.For(new Angle(degrees), picture.Width, picture.Height, canvas), Fill.White, keepsAlpha: false);
}
