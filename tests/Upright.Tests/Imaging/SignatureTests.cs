using System.Text;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("BM\u0001\u0002\u0003\u0004", "BMP")]
    [InlineData("8BPS\0\u0001", "Photoshop PSD")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("%!PS-Adobe-3.0 EPSF-3.0", "EPS")]
    [InlineData("\u00C5\u00D0\u00D3\u00C6", "EPS")]
    [InlineData("\0\0\u0001\0\u0001\0", "ICO")]
    [InlineData("\0\0\0\u000CjP  \r\n\u0087\n", "JPEG 2000")]
    [InlineData("\u00FFO\u00FFQ", "JPEG 2000")]
    [InlineData("\0\0\0\u000CJXL \r\n\u0087\n", "JPEG XL")]
    [InlineData("\u00FF\n", "JPEG XL")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "CR2")]
    [InlineData("FUJIFILMCCD-RAW 0201", "RAF")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "CR3")]
    [InlineData("\0\0\0\u0014ftypisom\0\0\0\0isom", "isom")]
    [InlineData("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG")]
    [InlineData("P6\n640 480\n255\n", "PNM")]
    [InlineData("#?RADIANCE\n", "Radiance")]
    public void FormatThatCannotBeReadIsRefusedByName(string start, string name)
    {
        var refused = Assert.Throws<UprightException>(() => Given.Picture(Encoding.Latin1.GetBytes(start)));
        Assert.Equal(UprightError.UnsupportedFormat, refused.Error);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0\0\0\u001Cftypmif1\0\0\0\0mif1avifmiaf", PictureFormat.Avif)]
    [InlineData("\0\0\0\u001Cftypavif\0\0\0\0mif1avifmiaf", PictureFormat.Avif)]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", PictureFormat.Heic)]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", PictureFormat.Heic)]
    [InlineData("\u00FF\u00FF\u00FF\u00FFftypheic", PictureFormat.Heic)]
    [InlineData("GIF87a", PictureFormat.Gif)]
    [InlineData("MM\0*", PictureFormat.Tiff)]
    [InlineData("MM\0+", PictureFormat.Tiff)]
    public void RarerSignaturesAreKnown(string start, PictureFormat format) =>
        Assert.Equal(format, Codecs.Identify(Encoding.Latin1.GetBytes(start)).Format);

    [Theory]
    [InlineData("x")]
    [InlineData("\u00FF\u00D8")]
    [InlineData("RIFF0000WAVE")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void OtherBytesAreNoPicture(string start) =>
        Assert.Equal(UprightError.NotAPicture, Given.Refused(() => Given.Picture(Encoding.Latin1.GetBytes(start))));

    [Theory]
    [InlineData(50706, 1, 0)] // DNGVersion
    [InlineData(330, 4, 1)] // a preview first, the raw data in a sub-directory
    public void RawFileThatIsATiffIsRefusedInsteadOfShowingItsPreview(int tag, int type, int subfileType)
    {
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
            254, 0, 4, 0, 1, 0, 0, 0, (byte)subfileType, 0, 0, 0,
            (byte)tag, (byte)(tag >> 8), (byte)type, 0, (byte)(4 / type), 0, 0, 0, 1, 4, 0, 0,
            0, 0, 0, 0,
        ];
        Assert.Equal(UprightError.UnsupportedFormat, Given.Refused(() => Given.Picture(tiff)));
    }
}
