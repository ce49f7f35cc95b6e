using NetVips;
using Upright.Imaging;
using static Upright.Tests.Imaging.Drawing;

namespace Upright.Tests.Imaging;

public sealed class CmykTests
{
    // Inks cannot show these colours quite; a wrong reading (inverted, unconverted) is off by far more.
    private const double Tolerance = 45;

    // The round trip through libvips' own CMYK profile, which is what a right reading gives.
    private static readonly double[][] Expected = Printed();

    [Theory]
    [InlineData(".jpg[Q=98]")]
    [InlineData(".jpg[Q=98,keep=none]")]
    [InlineData(".tif")]
    [InlineData(".tif[keep=none,compression=lzw]")]
    public void InkBecomesSrgbWithAndWithoutProfile(string suffix) => AssertShown(Given.Encoded(Inked(), suffix));

    [Fact]
    public void JpegWithoutAdobeMarkerIsReadAsBrowsersReadIt() =>
        AssertShown(Jpeg.WithoutSegment(Given.Encoded(Inked(), ".jpg[Q=98,keep=none]"), 0xEE));

    [Fact]
    public void YcckJpegIsReadLikeCmyk()
    {
        // Adobe stores inks inverted; YCCK is those taken from 255, as if they were RGB, and turned to YCbCr, with K beside it.
        using var ink = Inked();
        using var cmy = ink.ExtractBand(0, n: 3);
        using var ycc = cmy.Recomb(Image.NewFromArray(new[,] { { 0.299, 0.587, 0.114 }, { -0.168736, -0.331264, 0.5 }, { 0.5, -0.418688, -0.081312 } })) + new double[] { 0, 128, 128 };
        using var invertedBack = ((ycc * -1) + 255).Bandjoin(ink[3]);
        using var written = invertedBack.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Cmyk);
        AssertShown(Jpeg.AsYcck(Given.Encoded(written, ".jpg[Q=98,keep=none]")));
    }

    [Fact]
    public void ProfileOfTheInksIsNotAttachedToTheOutput()
    {
        var input = Given.Picture(Given.Encoded(Inked(), ".jpg"));
        using var raw = Image.NewFromBuffer(Given.Encoded(Inked(), ".jpg"));
        Assert.Contains("icc-profile-data", raw.GetFields());

        using var output = Image.NewFromBuffer(Given.Rewritten(input));
        Assert.True(!output.Contains("icc-profile-data") || IccProfile.Fits(output));
        Assert.Equal(Enums.Interpretation.Srgb, output.Interpretation);
    }

    private static void AssertShown(byte[] bytes)
    {
        var picture = Given.Picture(bytes);
        Assert.True(picture.Info.IsCmyk);
        AssertColours(Expected, Colours(picture.OpenForEstimate().Rgb(64)), 6);
        AssertColours([Red, Green, Blue, White], Expected, Tolerance);
        using var pixels = Given.Picture(Given.Rewritten(picture)).OpenForOutput(PixelAccess.Random);
        AssertColours(Expected, Colours(pixels), 6);
    }

    private static Image Inked()
    {
        using var drawn = Quarters();
        return drawn.IccTransform("cmyk", inputProfile: "srgb");
    }

    private static double[][] Printed()
    {
        using var ink = Inked();
        using var shown = ink.IccTransform("srgb", intent: Enums.Intent.Relative, blackPointCompensation: true, embedded: true);
        return Colours(shown);
    }
}
