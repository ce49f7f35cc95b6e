using System.Text.Json;
using Upright.Files;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>What another program makes of the metadata before and after.</summary>
public sealed class ExiftoolTests
{
    private static readonly string[] Kept =
    [
        "EXIF:Make", "EXIF:Model", "EXIF:DateTimeOriginal", "EXIF:ExposureTime", "EXIF:FNumber", "EXIF:LensModel", "EXIF:UserComment",
        "EXIF:GPSLatitude", "EXIF:GPSLongitude", "EXIF:Copyright", "EXIF:XResolution", "EXIF:YResolution",
        "IPTC:Keywords", "IPTC:City", "XMP:Title", "XMP:Rating", "XMP:CreatorTool",
        "ICC_Profile:ProfileDescription", "ICC_Profile:ColorSpaceData",
    ];

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void EverythingButOrientationAndThumbnailIsKept(string suffix)
    {
        using var folder = new TemporaryFolder();
        var input = Described(folder, suffix);
        var output = folder["out" + suffix];
        var picture = Given.File(input);
        Assert.Equal(6, picture.Info.Orientation);
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        PictureWriter.WriteFile(image, output, EncodeOptions.For(picture.Info), new InputGuard(input));

        var before = Read(input);
        var after = Read(output);
        Assert.Equal(Of(before, Expected(suffix)), Of(after, Expected(suffix)));
        Assert.Equal("1", after.GetValueOrDefault("EXIF:Orientation", "1"));
        Assert.Equal("1", after.GetValueOrDefault("XMP:Orientation", "1"));
        Assert.DoesNotContain("EXIF:ThumbnailImage", after.Keys);
        Assert.DoesNotContain("EXIF:ThumbnailLength", after.Keys);
        Assert.DoesNotContain("Photoshop:PhotoshopThumbnail", after.Keys);
        Assert.DoesNotContain("Error", Needs.Output("exiftool", "-validate", "-s3", output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".jpg", ".tif")]
    [InlineData(".tif", ".jpg")]
    [InlineData(".png", ".tif")]
    [InlineData(".tif", ".webp")]
    [InlineData(".jpg", ".png")]
    public void MetadataGoesAlongIntoAnotherFormat(string from, string to)
    {
        using var folder = new TemporaryFolder();
        var input = Described(folder, from);
        var output = folder["out" + to];
        var picture = Given.File(input);
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        var format = to switch { ".jpg" => PictureFormat.Jpeg, ".png" => PictureFormat.Png, ".webp" => PictureFormat.WebP, _ => PictureFormat.Tiff };
        PictureWriter.WriteFile(image, output, EncodeOptions.For(picture.Info, format), InputGuard.None);
        Assert.Equal(Of(Read(input), Expected(from, to)), Of(Read(output), Expected(from, to)));
        Drawing.AssertColours(Drawing.Colours(picture.OpenForOutput(PixelAccess.Random)), Drawing.Colours(Given.File(output).OpenForOutput(PixelAccess.Random)), 10);
    }

    // There is no agreed place for IPTC in PNG and WebP. See docs/design/imaging.md.
    private static IEnumerable<string> Expected(params string[] suffixes) =>
        Kept.Where(tag => !tag.StartsWith("IPTC:", StringComparison.Ordinal) || suffixes.All(suffix => suffix is ".jpg" or ".tif"));

    private static string Described(TemporaryFolder folder, string suffix)
    {
        using var drawn = Drawing.Quarters();
        using var wide = drawn.IccTransform("p3", inputProfile: "srgb");
        var path = folder.Save("in" + suffix, Given.Encoded(wide, suffix));
        var thumbnail = folder.Save("thumbnail.jpg", Given.Quarters(".jpg[keep=none]"));
        Needs.Output(
            "exiftool", "-overwrite_original", "-n", "-Make=Upright", "-ExifVersion=0232", "-Model=Drawn", "-DateTimeOriginal=2026:01:02 03:04:05", "-ExposureTime=0.004", "-FNumber=2.8",
            "-LensModel=Ünïcode 50mm", "-UserComment=said so", "-GPSLatitude=48.1", "-GPSLatitudeRef=N", "-GPSLongitude=11.5", "-GPSLongitudeRef=E", "-Copyright=Nobody",
            "-XResolution=300", "-YResolution=300", "-ResolutionUnit=2", "-EXIF:Orientation=6", "-XMP-tiff:Orientation=6",
            "-IPTC:Keywords=tilted", "-IPTC:Keywords=page", "-IPTC:City=Ulm", "-XMP:Title=A title", "-XMP:Rating=4", "-XMP:CreatorTool=tests",
            $"-ThumbnailImage<={thumbnail}", $"-PhotoshopThumbnail<={thumbnail}", path);
        return path;
    }

    private static Dictionary<string, string> Read(string path)
    {
        using var json = JsonDocument.Parse(Needs.Output("exiftool", "-json", "-G", "-n", path));
        return json.RootElement[0].EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.ToString());
    }

    private static Dictionary<string, string?> Of(Dictionary<string, string> tags, IEnumerable<string> names) => names.ToDictionary(name => name, tags.GetValueOrDefault);
}
