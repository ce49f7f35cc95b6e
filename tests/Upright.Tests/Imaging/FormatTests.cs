using NetVips;
using Upright.Files;
using Upright.Imaging;
using static Upright.Tests.Imaging.Drawing;

namespace Upright.Tests.Imaging;

public sealed class FormatTests
{
    [Theory]
    [InlineData(".jpg[Q=95]", PictureFormat.Jpeg)]
    [InlineData(".jpg[Q=95,interlace]", PictureFormat.Jpeg)]
    [InlineData(".png", PictureFormat.Png)]
    [InlineData(".png[interlace]", PictureFormat.Png)]
    [InlineData(".png[palette]", PictureFormat.Png)]
    [InlineData(".webp[Q=95]", PictureFormat.WebP)]
    [InlineData(".webp[lossless]", PictureFormat.WebP)]
    [InlineData(".tif", PictureFormat.Tiff)]
    [InlineData(".tif[compression=lzw]", PictureFormat.Tiff)]
    [InlineData(".tif[compression=deflate,tile,predictor=horizontal]", PictureFormat.Tiff)]
    [InlineData(".tif[compression=jpeg,Q=95]", PictureFormat.Tiff)]
    [InlineData(".tif[bigtiff]", PictureFormat.Tiff)]
    [InlineData(".gif", PictureFormat.Gif)]
    [InlineData(".avif[Q=90]", PictureFormat.Avif)]
    public void EveryFormatIsReadWrittenAndReadBackWithItsColours(string suffix, PictureFormat format)
    {
        var picture = Given.Picture(Given.Quarters(suffix));
        Assert.Equal((format, Width, Height, 1), (picture.Info.Format, picture.Info.Width, picture.Info.Height, picture.Info.Frames));
        Assert.Equal(format == PictureFormat.Gif, picture.Info.HasAlpha); // a GIF may use any of its colours for it

        AssertColours([Red, Green, Blue, White], Colours(picture.OpenForEstimate().Rgb(64)), 8);

        var again = Given.Picture(Given.Rewritten(picture));
        Assert.Equal(picture.Info with { FileSize = 0, HasPalette = false, Dpi = null }, again.Info with { FileSize = 0, Dpi = null });
        AssertColours([Red, Green, Blue, White], Opaque(again), 8);
    }

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    [InlineData(PictureFormat.Tiff)]
    [InlineData(PictureFormat.Gif)]
    [InlineData(PictureFormat.Avif)]
    public void EveryFormatCanBeAskedFor(PictureFormat format)
    {
        var written = Given.Picture(Given.Rewritten(Given.Picture(Given.Quarters(".png")), format));
        Assert.Equal(format, written.Info.Format);
        AssertColours([Red, Green, Blue, White], Opaque(written), 8);
    }

    [Theory]
    [InlineData(".png", Enums.Interpretation.Rgb16)]
    [InlineData(".tif", Enums.Interpretation.Rgb16)]
    [InlineData(".png", Enums.Interpretation.Grey16)]
    [InlineData(".tif", Enums.Interpretation.Grey16)]
    public void SixteenBitsStaySixteenBits(string suffix, Enums.Interpretation interpretation)
    {
        using var eight = Quarters();
        using var sixteen = eight.Colourspace(interpretation);
        var picture = Given.Picture(Given.Encoded(sixteen, suffix));
        Assert.Equal(16, picture.Info.Bits);

        var again = Given.Picture(Given.Rewritten(picture));
        Assert.Equal(16, again.Info.Bits);
        using var pixels = again.OpenForOutput(PixelAccess.Random);
        Assert.Equal(0, (pixels - sixteen).Abs().Max());
        using var grey = GreyQuarters();
        AssertColours(interpretation == Enums.Interpretation.Rgb16 ? [Red, Green, Blue, White] : Colours(grey.Colourspace(Enums.Interpretation.Srgb)), Colours(picture.OpenForEstimate().Rgb(64)), 2);
    }

    [Theory]
    [InlineData(".jpg[Q=95]")]
    [InlineData(".png")]
    [InlineData(".tif")]
    public void GreyStaysGrey(string suffix)
    {
        using var grey = GreyQuarters();
        var picture = Given.Picture(Given.Encoded(grey, suffix));
        Assert.True(picture.Info.IsGrey);
        Assert.Equal(1, picture.OpenForEstimate().Pixels.Channels);
        Assert.Equal(3, picture.OpenForEstimate().Rgb(64).Channels);

        using var pixels = Given.Picture(Given.Rewritten(picture)).OpenForOutput(PixelAccess.Random);
        AssertColours(Colours(grey), Colours(pixels), 3);
    }

    [Theory]
    [InlineData(".png[bitdepth=1]")]
    [InlineData(".tif[bitdepth=1]")]
    [InlineData(".tif[bitdepth=1,miniswhite]")]
    [InlineData(".tif[bitdepth=1,compression=ccittfax4]")]
    public void OneBitIsExpandedAndCanBePackedAgain(string suffix)
    {
        using var drawn = BlackAndWhite();
        var picture = Given.Picture(Given.Encoded(drawn, suffix));
        Assert.Equal(1, picture.Info.Bits);
        AssertColours(Colours(drawn), Colours(picture.OpenForEstimate().Grey(64)), 1);

        using var folder = new TemporaryFolder();
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        PictureWriter.WriteFile(image, folder["out"], EncodeOptions.For(picture.Info) with { Bilevel = true }, InputGuard.None);
        var again = Given.File(folder["out"]);
        Assert.Equal(1, again.Info.Bits);
        Assert.Equal(picture.Info.TiffCompression, again.Info.TiffCompression);
        using var pixels = again.OpenForOutput(PixelAccess.Random);
        Assert.Equal(0, (pixels - drawn).Abs().Max());
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".webp[lossless]")]
    [InlineData(".tif")]
    [InlineData(".gif")]
    [InlineData(".avif[Q=95]")]
    public void TransparencyIsKeptAndSeenAsWhite(string suffix)
    {
        using var drawn = Transparent();
        var picture = Given.Picture(Given.Encoded(drawn, suffix));
        Assert.True(picture.Info.HasAlpha);
        AssertColours([Red, [255, 255, 255], [255, 255, 255], White], Colours(picture.OpenForEstimate().Rgb(64)), 8);

        var again = Given.Picture(Given.Rewritten(picture));
        using var pixels = again.OpenForOutput(PixelAccess.Random);
        Assert.Equal([255, 0, 0, 255], Colours(pixels).Select(colour => Math.Round(colour[3])));
    }

    [Fact]
    public void TransparencyIsComposedOverWhiteForJpeg()
    {
        using var drawn = Transparent();
        foreach (var deep in new[] { false, true })
        {
            using var image = deep ? drawn.Colourspace(Enums.Interpretation.Rgb16) : drawn.Copy();
            var picture = Given.Picture(Given.Encoded(image, ".png"));
            using var pixels = Given.Picture(Given.Rewritten(picture, PictureFormat.Jpeg)).OpenForOutput(PixelAccess.Random);
            AssertColours([Red, [255, 255, 255], [255, 255, 255], White], Colours(pixels), 6);
        }
    }

    [Fact]
    public void PaletteIsSeenAsSuchAndExpanded()
    {
        var picture = Given.Picture(Given.Quarters(".png[palette]"));
        Assert.True(picture.Info.HasPalette);
        using var image = picture.OpenForOutput(PixelAccess.Random);
        Assert.Equal(3, image.Bands);
    }

    [Fact]
    public void PixelsOutliveTheirBytes()
    {
        using var image = Given.Picture(Given.Quarters(".png")).OpenForOutput(PixelAccess.Random);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        AssertColours([Red, Green, Blue, White], Colours(image), 0);
    }

    [Fact]
    public void FloatAndLabTiffsBecomeRgb()
    {
        using var drawn = Quarters();
        foreach (var interpretation in new[] { Enums.Interpretation.Lab, Enums.Interpretation.Scrgb })
        {
            using var image = drawn.Colourspace(interpretation);
            var picture = Given.Picture(Given.Encoded(image, ".tif"));
            AssertColours([Red, Green, Blue, White], Colours(picture.OpenForEstimate().Rgb(64)), 3);
            using var pixels = Given.Picture(Given.Rewritten(picture, PictureFormat.Png)).OpenForOutput(PixelAccess.Random);
            Assert.Equal(Enums.Interpretation.Rgb16, pixels.Interpretation);
        }
    }

    private static double[][] Opaque(Picture picture)
    {
        using var pixels = picture.OpenForOutput(PixelAccess.Random);
        return [.. Colours(pixels).Select(colour => colour[..3])];
    }
}
