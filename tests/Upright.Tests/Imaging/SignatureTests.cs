using System.Text;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("%!PS-Adobe-3.0 EPSF-3.0", "EPS")]
    [InlineData("\u00C5\u00D0\u00D3\u00C6", "EPS")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "camera's raw file without a JPEG")]
    [InlineData("FUJIFILMCCD-RAW 0201", "camera's raw file without a JPEG")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "CR3")]
    [InlineData("\0\0\0\u0014ftypisom\0\0\0\0isom", "isom")]
    [InlineData("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG")]
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
    [InlineData("8BPS\0\u0002", PictureFormat.Psd)]
    [InlineData("\0\0\u0001\0\u0001\0\u0010\u0010\0\0", PictureFormat.Ico)]
    [InlineData("\0\0\0\u000CjP  \r\n\u0087\n", PictureFormat.Jpeg2000)]
    [InlineData("\u00FFO\u00FFQ", PictureFormat.Jpeg2000)]
    [InlineData("\0\0\0\u000CJXL \r\n\u0087\n", PictureFormat.JpegXl)]
    [InlineData("\u00FF\n", PictureFormat.JpegXl)]
    [InlineData("P6\n640 480\n255\n", PictureFormat.Pnm)]
    [InlineData("GIF87a", PictureFormat.Gif)]
    [InlineData("MM\0*", PictureFormat.Tiff)]
    [InlineData("MM\0+", PictureFormat.Tiff)]
    public void RarerSignaturesAreKnown(string start, PictureFormat format) =>
        Assert.Equal(format, Codecs.Identify(Encoding.Latin1.GetBytes(start)).Format);

    [Theory]
    [InlineData("x")]
    [InlineData("\u00FF\u00D8")]
    [InlineData("RIFF0000WAVE")]
    [InlineData("BM is how many a text begins, and no picture")]
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
