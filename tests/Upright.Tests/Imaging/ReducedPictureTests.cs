using Upright.Imaging;
using static Upright.Tests.Imaging.Drawing;

namespace Upright.Tests.Imaging;

public sealed class ReducedPictureTests
{
    [Theory]
    [InlineData(".jpg[Q=95]")]
    [InlineData(".webp[Q=95]")]
    [InlineData(".png")]
    public void EveryReductionHasTheSizeAskedFor(string suffix)
    {
        using var drawn = Quarters(1800, 1200);
        var picture = Given.Picture(Given.Encoded(drawn, suffix));
        foreach (var longSide in new[] { 1800, 1799, 1000, 901, 900, 449, 200, 96 })
        {
            var small = picture.OpenForEstimate(longSide);
            Assert.InRange(small.Pixels.Width, longSide - 1, longSide + 1);
            Assert.InRange(small.Pixels.Height, (longSide * 2 / 3) - 1, (longSide * 2 / 3) + 1);
            Assert.Equal((1800, 1200), (small.FullWidth, small.FullHeight));
            AssertColours([Red, Green, Blue, White], Colours(small.Pixels), 4);
        }
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    [InlineData(".png")]
    public void APictureThinnerThanTheReductionKeepsAPixel(string suffix)
    {
        foreach (var (width, height) in ((int, int)[])[(9000, 1), (2, 9000), (9000, 5)])
        {
            using var drawn = NetVips.Image.Black(width, height, bands: 3);
            var small = Given.Picture(Given.Encoded(drawn, suffix)).OpenForEstimate(600);

            Assert.InRange(Math.Max(small.Pixels.Width, small.Pixels.Height), 599, 601);
            Assert.Equal(1, Math.Min(small.Pixels.Width, small.Pixels.Height));
            Assert.Equal((width, height), (small.FullWidth, small.FullHeight));
        }
    }

    [Fact]
    public void NothingIsEverScaledUp()
    {
        var small = Given.Picture(Given.Quarters(".png")).OpenForEstimate(5000);
        Assert.Equal((Width, Height), (small.Pixels.Width, small.Pixels.Height));
        Assert.Equal((Width, Height), (small.Rgb(1000).Width, small.Rgb(1000).Height));
        Assert.Equal((Width, Height), (small.Grey(1000).Width, small.Grey(1000).Height));
    }

    [Fact]
    public void SmallerCopiesComeFromOneDecode()
    {
        var small = Given.Picture(Given.Quarters(".png")).OpenForEstimate();
        var rgb = small.Rgb(32);
        Assert.Equal((48, 32, 3), (rgb.Width, rgb.Height, rgb.Channels));
        AssertColours([Red, Green, Blue, White], Colours(rgb), 2);
        var grey = small.Grey(48);
        Assert.Equal((48, 32, 1), (grey.Width, grey.Height, grey.Channels));
        using var expected = GreyQuarters();
        AssertColours(Colours(expected), Colours(grey), 2);
    }

    [Fact]
    public void ProfileIsApplied()
    {
        using var drawn = Quarters();
        using var wide = drawn.IccTransform("p3", inputProfile: "srgb");
        var picture = Given.Picture(Given.Encoded(wide, ".png"));
        AssertColours([Red, Green, Blue, White], Colours(picture.OpenForEstimate().Pixels), 3);
        using var output = picture.OpenForOutput(PixelAccess.Random);
        AssertColours(Colours(wide), Colours(output), 0);
    }

    [Fact]
    public void DecodedPictureIsReducedAlike()
    {
        var picture = Given.Picture(Given.Quarters(".png"));
        using var image = picture.OpenForOutput(PixelAccess.Random);
        var reduced = ReducedPicture.Of(image, 48);
        Assert.Equal((Width, Height), (reduced.FullWidth, reduced.FullHeight));
        Assert.Equal(picture.OpenForEstimate(48).Pixels.Pixels, reduced.Pixels.Pixels);
    }

    [Fact]
    public void CancellationStopsTheDecoder()
    {
        using var drawn = Noisy(1200, 800);
        var picture = Given.Picture(Given.Encoded(drawn, ".png"));
        Assert.Throws<OperationCanceledException>(() => picture.OpenForEstimate(cancellationToken: new CancellationToken(canceled: true)));
    }
}
