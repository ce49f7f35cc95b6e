using System.Globalization;
using NetVips;

namespace Upright.Tests.Imaging;

/// <summary>What metadata says of a place in the picture is true after the turn: the place is where the picture shows it.</summary>
public sealed class MetadataCoordinatesTests : IDisposable
{
    private const int Width = 480;
    private const int Height = 640;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".jpg", 1, 90, RotationMethod.LosslessQuarter)]
    [InlineData(".jpg", 1, 180, RotationMethod.LosslessQuarter)]
    [InlineData(".jpg", 6, -90, RotationMethod.LosslessQuarter)]
    [InlineData(".jpg", 5, 90, RotationMethod.LosslessQuarter)]
    [InlineData(".jpg", 8, 17, RotationMethod.AffineWarp)]
    [InlineData(".jpg", 1, -100, RotationMethod.AffineWarp)]
    [InlineData(".png", 1, 90, RotationMethod.Quarter)]
    [InlineData(".png", 1, 17, RotationMethod.AffineWarp)]
    [InlineData(".tif", 1, -90, RotationMethod.Quarter)]
    [InlineData(".webp", 1, 180, RotationMethod.Quarter)]
    [InlineData(".avif", 1, 17, RotationMethod.AffineWarp)]
    public void APlaceIsWhereThePictureShowsIt(string suffix, int orientation, double degrees, RotationMethod method)
    {
        var input = Marked(suffix, orientation);
        var output = folder["out" + suffix];
        Assert.Equal(method, TurnedFile.Write(input, output, degrees).Plan.Method);

        using var turned = Image.NewFromFile(output);
        var (x, y) = Spot(turned);
        double width = turned.Width, height = turned.Height;
        var read = Read(output);
        AssertNear((x / width, y / height), (read("RegionAreaX"), read("RegionAreaY")));
        AssertNear((x / width, y / height), Centre(read.Invoke("RegionRectangle", 0), read("RegionRectangle", 1), read("RegionRectangle", 2), read("RegionRectangle", 3)));
        AssertNear((x / width, y / height), (read("SubjectArea", 0) / width, read("SubjectArea", 1) / height));
        AssertNear((x / width, y / height), (read("SubjectLocation", 0) / width, read("SubjectLocation", 1) / height));
        AssertNear((x / width, y / height), ((read("CropLeft") + read("CropRight")) / 2, (read("CropTop") + read("CropBottom")) / 2));
        Assert.Equal((width, height), (read("RegionAppliedToDimensionsW"), read("RegionAppliedToDimensionsH")));
        Assert.Equal((width, height), (read("PixelXDimension"), read("PixelYDimension")));
        if (degrees % 90 == 0)
        {
            // The spot is 48 pixels wide and 96 high as it is stored.
            var isLying = width > height;
            Assert.Equal(isLying ? 0.15 : 0.1, read("RegionAreaW"), 0.002);
            Assert.Equal(isLying ? 0.1 : 0.15, read("RegionAreaH"), 0.002);
            Assert.Equal(isLying ? 96 : 48, read("SubjectArea", 2), 0.1);
        }
    }

    [Fact]
    public void RegionsOfThePictureAsItIsShownAreTurnedFromThere()
    {
        var input = folder.Save("in.jpg", Jpeg.WithExif(Painted(".jpg"), Exif.WithOrientation(6)));
        // The spot's centre, (0.2, 0.275) as stored, is here as it is shown.
        Needs.Output("exiftool", "-overwrite_original", "-n", "-RegionInfo={AppliedToDimensions={W=640,H=480,Unit=pixel},RegionList=[{Area={X=0.725,Y=0.2,W=0.15,H=0.1,Unit=normalized},Type=Face}]}", input);
        TurnedFile.Write(input, folder["out.jpg"], 90);

        using var turned = Image.NewFromFile(folder["out.jpg"]);
        var (x, y) = Spot(turned);
        var read = Read(folder["out.jpg"]);
        AssertNear((x / turned.Width, y / turned.Height), (read("RegionAreaX"), read("RegionAreaY")));
    }

    [Fact]
    public void RegionsOfAnotherPictureStayAsTheyAre()
    {
        var input = folder.Save("in.jpg", Painted(".jpg"));
        Needs.Output("exiftool", "-overwrite_original", "-n", "-RegionInfo={AppliedToDimensions={W=900,H=300,Unit=pixel},RegionList=[{Area={X=0.2,Y=0.275,W=0.1,H=0.15,Unit=normalized},Type=Face}]}", input);
        TurnedFile.Write(input, folder["out.jpg"], 90);
        var read = Read(folder["out.jpg"]);
        Assert.Equal((0.2, 0.275, 900), (read("RegionAreaX"), read("RegionAreaY"), read("RegionAppliedToDimensionsW")));
    }

    private string Marked(string suffix, int orientation)
    {
        var input = folder.Save("in" + suffix, suffix == ".jpg" ? Jpeg.WithExif(Painted(suffix), Exif.WithOrientation((uint)orientation)) : Painted(suffix));
        Needs.Output(
            "exiftool", "-overwrite_original", "-n", "-q", "-q", "-ExifVersion=0232",
            $"-RegionInfo={{AppliedToDimensions={{W={Width},H={Height},Unit=pixel}},RegionList=[{{Area={{X=0.2,Y=0.275,W=0.1,H=0.15,Unit=normalized}},Name=Ann,Type=Face}}]}}",
            "-RegionInfoMP={Regions=[{PersonDisplayName=Ann,Rectangle=0.15\\, 0.2\\, 0.1\\, 0.15}]}".Replace("\\,", "|,", StringComparison.Ordinal),
            "-SubjectArea=96 176 48 96", "-SubjectLocation=96 176", "-XMP-crs:CropLeft=0.15", "-XMP-crs:CropTop=0.2", "-XMP-crs:CropRight=0.25", "-XMP-crs:CropBottom=0.35",
            "-XMP-exif:ExifImageWidth=480", "-XMP-exif:ExifImageHeight=640", input);
        return input;
    }

    // White, with a dark spot of 48 × 96 pixels around (96, 176).
    private static byte[] Painted(string suffix)
    {
        using var black = Image.Black(Width, Height, bands: 3);
        using var white = (black + 255).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var painted = white.Mutate(image => image.DrawRect([20, 20, 20], 72, 128, 48, 96, fill: true));
        return Given.Encoded(painted, suffix);
    }

    private static (double X, double Y) Spot(Image image)
    {
        using var shown = image.Autorot();
        using var grey = shown[1];
        using var dark = (grey < 128) / 255.0;
        var (columns, rows) = ((Image)dark.Project()[0], (Image)dark.Project()[1]);
        using (columns)
        using (rows)
        {
            return (Mean(columns, image.Width, (line, i) => line.Getpoint(i, 0)[0]), Mean(rows, image.Height, (line, i) => line.Getpoint(0, i)[0]));
        }
    }

    private static double Mean(Image line, int length, Func<Image, int, double> at)
    {
        double sum = 0, moment = 0;
        for (var i = 0; i < length; i++)
        {
            sum += at(line, i);
            moment += (i + 0.5) * at(line, i);
        }

        return moment / sum;
    }

    private static (double X, double Y) Centre(double left, double top, double width, double height) => (left + (width / 2), top + (height / 2));

    private static void AssertNear((double X, double Y) expected, (double X, double Y) actual)
    {
        Assert.Equal(expected.X, actual.X, 0.006);
        Assert.Equal(expected.Y, actual.Y, 0.006);
    }

    private delegate double Reader(string tag, int part = 0);

    private static Reader Read(string path) => (tag, part) => double.Parse(
        Needs.Output("exiftool", "-n", "-s3", "-" + tag switch { "PixelXDimension" => "XMP-exif:ExifImageWidth", "PixelYDimension" => "XMP-exif:ExifImageHeight", _ => tag }, path)
            .Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries)[part],
        CultureInfo.InvariantCulture);
}
