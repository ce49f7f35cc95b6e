using NetVips;
using Upright.Imaging;
using static Upright.Tests.Imaging.Drawing;

namespace Upright.Tests.Imaging;

public sealed class OrientationTests
{
    [Theory]
    [InlineData(1u, "RGBW")]
    [InlineData(2u, "GRWB")]
    [InlineData(3u, "WBGR")]
    [InlineData(4u, "BWRG")]
    [InlineData(5u, "RBGW")]
    [InlineData(6u, "BRWG")]
    [InlineData(7u, "WGBR")]
    [InlineData(8u, "GWRB")]
    public void OrientationIsAppliedOnceAndReset(uint orientation, string shown)
    {
        var expected = shown.Select(letter => letter switch { 'R' => Red, 'G' => Green, 'B' => Blue, _ => White }).ToArray();
        foreach (var bytes in Oriented(orientation))
        {
            var picture = Given.Picture(bytes);
            Assert.Equal((int)orientation, picture.Info.Orientation);
            Assert.Equal(orientation >= 5 ? (Height, Width) : (Width, Height), (picture.Info.Width, picture.Info.Height));

            var small = picture.OpenForEstimate();
            Assert.Equal((picture.Info.Width, picture.Info.Height), (small.Pixels.Width, small.Pixels.Height));
            AssertColours(expected, Colours(small.Pixels), 8);

            var again = Given.Picture(Given.Rewritten(picture));
            Assert.Equal(1, again.Info.Orientation);
            Assert.Equal((picture.Info.Width, picture.Info.Height), (again.Info.Width, again.Info.Height));
            using var pixels = again.OpenForOutput(PixelAccess.Random);
            AssertColours(expected, Colours(pixels), 8);
        }
    }

    [Theory]
    [InlineData(0u, false)]
    [InlineData(9u, false)]
    [InlineData(65535u, false)]
    [InlineData(65537u, true)]
    [InlineData(uint.MaxValue, true)]
    public void AbsurdOrientationCountsAsOne(uint orientation, bool asLong)
    {
        var picture = Given.Picture(Jpeg.WithExif(Given.Quarters(".jpg[Q=95]"), Exif.WithOrientation(orientation, asLong)));
        Assert.Equal(1, picture.Info.Orientation);
        AssertColours([Red, Green, Blue, White], Colours(picture.OpenForEstimate().Pixels), 8);
        using var pixels = picture.OpenForOutput(PixelAccess.Random);
        AssertColours([Red, Green, Blue, White], Colours(pixels), 8);
    }

    private static IEnumerable<byte[]> Oriented(uint orientation)
    {
        yield return Jpeg.WithExif(Given.Quarters(".jpg[Q=95]"), Exif.WithOrientation(orientation));
        using var drawn = Quarters();
        using var tagged = drawn.Mutate(image => image.Set(GValue.GIntType, "orientation", (int)orientation));
        foreach (var suffix in new[] { ".jpg[Q=95]", ".png", ".webp[lossless]", ".tif" })
        {
            yield return Given.Encoded(tagged, suffix);
        }
    }
}
