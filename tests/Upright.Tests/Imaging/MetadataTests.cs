using System.Text;
using NetVips;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class MetadataTests
{
    private const string Packet =
        """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" tiff:Orientation="6" dc:format="kept"/></rdf:RDF></x:xmpmeta>""";

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void ProfileXmpAndResolutionAreKept(string suffix)
    {
        using var drawn = Drawing.Quarters();
        using var described = drawn.IccTransform("p3", inputProfile: "srgb").Copy(xres: 300 / 25.4, yres: 300 / 25.4).Mutate(image =>
        {
            image.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes(Packet));
            image.Set(GValue.GStrType, "resolution-unit", "in");
        });
        var input = Given.Encoded(described, suffix);
        using var before = Image.NewFromBuffer(input);
        using var after = Image.NewFromBuffer(Given.Rewritten(Given.Picture(input)));

        Assert.Equal((byte[])before.Get("icc-profile-data"), (byte[])after.Get("icc-profile-data"));
        Assert.Equal(Packet.Replace("\"6\"", "\"1\"", StringComparison.Ordinal), Encoding.UTF8.GetString((byte[])after.Get("xmp-data")));
        if (suffix != ".webp") // which has no field for it outside EXIF
        {
            Assert.Equal(300, Given.Picture(input).Info.Dpi!.Value, 0.5);
            Assert.Equal(before.Xres, after.Xres, 2);
        }
    }

    [Fact]
    public void UnknownResolutionIsWrittenAsTheUsualOne()
    {
        var bare = Given.Picture(Given.Quarters(".gif"));
        Assert.Null(bare.Info.Dpi);
        Assert.Equal(72, Given.Picture(Given.Rewritten(bare, PictureFormat.Png)).Info.Dpi!.Value, 0.5);
    }

    [Fact]
    public void ExifIsKeptWithoutOrientationAndThumbnail()
    {
        var thumbnail = Given.Quarters(".jpg[keep=none]");
        var input = Jpeg.WithExif(Given.Quarters(".jpg"), Exif.WithOrientation(6, thumbnail: thumbnail));
        using var before = Image.NewFromBuffer(input);
        Assert.Contains("jpeg-thumbnail-data", before.GetFields());

        using var after = Image.NewFromBuffer(Given.Rewritten(Given.Picture(input)));
        Assert.StartsWith("Upright", (string)after.Get("exif-ifd0-Make"), StringComparison.Ordinal);
        Assert.DoesNotContain("jpeg-thumbnail-data", after.GetFields());
        Assert.DoesNotContain(after.GetFields(), field => field.StartsWith("exif-ifd1-", StringComparison.Ordinal));
        Assert.Equal(-1, ((byte[])after.Get("exif-data")).AsSpan().IndexOf(thumbnail.AsSpan(0, 40)));
        Assert.Equal(1, after.Contains("orientation") ? after.Get("orientation") : 1);
    }

    [Fact]
    public void ProfileOfOtherChannelsIsDropped()
    {
        using var drawn = Drawing.Quarters();
        using var ink = drawn.IccTransform("cmyk", inputProfile: "srgb");
        using var mislabelled = drawn.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", (byte[])ink.Get("icc-profile-data")));
        var input = Given.Picture(Given.Encoded(mislabelled, ".jpg"));
        using var after = Image.NewFromBuffer(Given.Rewritten(input));
        Assert.DoesNotContain("icc-profile-data", after.GetFields());
        Drawing.AssertColours([Drawing.Red, Drawing.Green, Drawing.Blue, Drawing.White], Drawing.Colours(input.OpenForEstimate().Pixels), 8);
    }

    [Theory]
    [InlineData("""<a tiff:Orientation="8"/>""", """<a tiff:Orientation="1"/>""")]
    [InlineData("<a tiff:Orientation = '3'/>", "<a tiff:Orientation = '1'/>")]
    [InlineData("<tiff:Orientation>6</tiff:Orientation>", "<tiff:Orientation>1</tiff:Orientation>")]
    [InlineData("<b>é</b><xmp:Thumbnails>\n<rdf:Alt/></xmp:Thumbnails>", "<b>é</b>")]
    [InlineData("""<a exif:Orientation="8"/>""", """<a exif:Orientation="8"/>""")]
    public void XmpLosesOrientationAndThumbnailsOnly(string packet, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Xmp.Turned(Encoding.UTF8.GetBytes(packet), map: null)));

    [Fact]
    public void PhotoshopBlockLosesItsThumbnailOnly()
    {
        byte[] iptc = [.. "8BIM"u8, 4, 4, 0, 0, 0, 0, 0, 3, 1, 2, 3, 0];
        byte[] named = [.. "8BIM"u8, 3, 0xED, 2, (byte)'a', (byte)'b', 0, 0, 0, 0, 2, 7, 8];
        byte[] thumbnail = [.. "8BIM"u8, 4, 0x0C, 0, 0, 0, 0, 0, 4, 9, 9, 9, 9];
        byte[] header = [.. "Photoshop 3.0\0"u8];
        Assert.Equal([.. header, .. iptc, .. named], PhotoshopResources.WithoutThumbnails([.. header, .. iptc, .. thumbnail, .. named]));
        Assert.Equal([.. iptc, .. named], PhotoshopResources.WithoutThumbnails([.. thumbnail, .. iptc, .. named]));

        Assert.Equal([1, 2, 3], PhotoshopResources.BareIptc([.. header, .. named, .. iptc]));
        byte[] bare = [0x1C, 2, 3];
        Assert.Equal(bare, PhotoshopResources.BareIptc(PhotoshopResources.WrappedIptc(bare)));
        Assert.Equal(0, PhotoshopResources.WrappedIptc(bare).Length % 2);

        byte[] cut = [.. header, .. thumbnail.AsSpan(0, 15)];
        Assert.Equal(cut, PhotoshopResources.WithoutThumbnails(cut));
        Assert.Equal([1, 2, 3], PhotoshopResources.WithoutThumbnails([1, 2, 3]));
    }
}
