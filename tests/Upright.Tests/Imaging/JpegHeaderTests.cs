using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class JpegHeaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(75)]
    [InlineData(85)]
    [InlineData(92)]
    [InlineData(100)]
    public void QualityIsFoundFromTheTables(int quality)
    {
        Assert.Equal(quality, Given.Picture(Given.Quarters($".jpg[Q={quality}]")).Info.JpegQuality);
        using var grey = Drawing.GreyQuarters();
        Assert.Equal(quality, Given.Picture(Given.Encoded(grey, $".jpg[Q={quality}]")).Info.JpegQuality);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void QualityOfOtherTablesIsANearOne(int tables)
    {
        var found = Given.Picture(Given.Quarters($".jpg[Q=80,quant_table={tables}]")).Info.JpegQuality;
        Assert.InRange(found!.Value, 60, 92);
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public void QualityAndChromaSubsamplingAreKept(string mode, bool subsampled)
    {
        var picture = Given.Picture(Given.Quarters($".jpg[Q=83,subsample_mode={mode}]"));
        Assert.Equal(subsampled, picture.Info.ChromaSubsampled);
        var again = Given.Picture(Given.Rewritten(picture));
        Assert.Equal((83, subsampled), (again.Info.JpegQuality, again.Info.ChromaSubsampled));
    }

    [Fact]
    public void AskedQualityIsWritten()
    {
        var picture = Given.Picture(Given.Quarters(".jpg[Q=83]"));
        Assert.Equal(40, EncodeOptions.For(picture.Info, quality: 40).Quality);
        Assert.Equal(83, EncodeOptions.For(picture.Info).Quality);
        Assert.Null(EncodeOptions.For(picture.Info, PictureFormat.WebP).Quality);
    }

    [Fact]
    public void LosslessWebPStaysLosslessUnlessAQualityIsAsked()
    {
        var picture = Given.Picture(Given.Quarters(".webp[lossless]"));
        Assert.True(picture.Info.IsLossless);
        Assert.True(EncodeOptions.For(picture.Info).Lossless);
        Assert.False(EncodeOptions.For(picture.Info, quality: 50).Lossless);
        Assert.False(Given.Picture(Given.Quarters(".webp")).Info.IsLossless);
    }

    [Fact]
    public void DamagedHeadersAreNoTroubleToTheParsers()
    {
        foreach (var suffix in new[] { ".jpg", ".png", ".webp", ".tif" })
        {
            var whole = Given.Quarters(suffix);
            for (var length = 12; length < Math.Min(whole.Length, 700); length += 7)
            {
                using var stream = new MemoryStream(whole[..length]);
                _ = (JpegHeader.Read(stream), PngHeader.Read(stream), WebPHeader.IsLossless(stream), TiffHeader.Read(stream));
            }
        }
    }
}
