using NetVips;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>What ImageMagick reads here: made by other programs, turned by ours, and compared with what other programs make of it.</summary>
public sealed class MagickTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, PictureFormat> Kinds => new()
    {
        { "bmp", PictureFormat.Bmp }, { "old bmp", PictureFormat.Bmp }, { "rle bmp", PictureFormat.Bmp }, { "one bit bmp", PictureFormat.Bmp }, { "16 bit bmp", PictureFormat.Bmp },
        { "jp2", PictureFormat.Jpeg2000 }, { "j2k", PictureFormat.Jpeg2000 }, { "jxl", PictureFormat.JpegXl }, { "boxed jxl", PictureFormat.JpegXl },
        { "ppm", PictureFormat.Pnm }, { "letters ppm", PictureFormat.Pnm }, { "pgm", PictureFormat.Pnm }, { "pbm", PictureFormat.Pnm }, { "pam", PictureFormat.Pnm },
        { "psd", PictureFormat.Psd }, { "ico", PictureFormat.Ico },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TurnedByAQuarterItIsWhatAnotherProgramMakesOfIt(string kind, PictureFormat format)
    {
        var (path, png) = Make(kind);
        Assert.Equal(format, Given.File(path).Info.Format);
        using var upright = Uprighter.Create();

        var report = await upright.FixAsync(path, folder["turned"], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken);

        Assert.Equal((RotationMethod.Quarter, format is PictureFormat.Psd ? PictureFormat.Tiff : format is PictureFormat.Ico ? PictureFormat.Png : format), (report.Method, report.OutputFormat));
        AssertTurned(png, Seen(folder["turned"], kind, "after.png"), kind == "16 bit bmp" ? 8 : 1);
    }

    [Theory]
    [InlineData("bmp", PictureFormat.Bmp)]
    [InlineData("pam", PictureFormat.Pnm)]
    [InlineData("jxl", PictureFormat.JpegXl)]
    [InlineData("jp2", PictureFormat.Jpeg2000)]
    public async Task TransparencyStays(string kind, PictureFormat format)
    {
        using (var drawn = Drawing.Noisy(96, 64))
        using (var alpha = Drawing.Noisy(96, 64)[1])
        using (var both = drawn.Bandjoin(alpha))
        {
            both.WriteToFile(folder["drawn.png"]);
        }

        Convert(kind, folder["drawn.png"], folder["in." + kind]);
        using var upright = Uprighter.Create();

        var report = await upright.FixAsync(folder["in." + kind], folder["turned"], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken);

        Assert.Equal(format, report.OutputFormat);
        Assert.True(Given.File(folder["in." + kind]).Info.HasAlpha);
        AssertTurned(folder["drawn.png"], Seen(folder["turned"], kind, "after.png"), 1, bands: 4);
    }

    [Theory]
    [InlineData("jxl")]
    [InlineData("jp2")]
    public async Task DescriptionsAndProfileStay(string kind)
    {
        using (var drawn = Drawing.Noisy(96, 64))
        using (var tagged = drawn.IccTransform("p3", inputProfile: "srgb"))
        {
            tagged.WriteToFile(folder["drawn.png"]);
        }

        Needs.Output("exiftool", "-q", "-overwrite_original", "-XMP:Title=a title", "-EXIF:Make=Acme", folder["drawn.png"]);
        using var upright = Uprighter.Create();

        await upright.FixAsync(folder["drawn.png"], folder["in." + kind], new FixOptions { Turn = Angle.Zero }, TestContext.Current.CancellationToken);
        await upright.FixAsync(folder["in." + kind], folder["turned." + kind], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken);
        await upright.FixAsync(folder["in." + kind], folder["turned.png"], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken);

        foreach (var output in (string[])["turned." + kind, "turned.png"])
        {
            // A JPEG XL says what its profile says in its own way.
            string[] tags = ["-XMP:Title", "-EXIF:Make", .. kind == "jxl" ? (string[])[] : ["-ICC_Profile:ProfileDescription", "-ICC_Profile:RedMatrixColumn"]];
            Assert.Equal(Needs.Output("exiftool", ["-s3", .. tags, folder["drawn.png"]]), Needs.Output("exiftool", ["-s3", .. tags, folder[output]]));
            using var written = Given.File(folder[output]).OpenForOutput(PixelAccess.Random);
            using var before = Image.NewFromFile(folder["drawn.png"]);
            Assert.Equal(Colours(before), Colours(written), (expected, actual) => Math.Abs(expected - actual) < 0.6);
        }
    }

    private static IEnumerable<double> Colours(Image image)
    {
        using var seen = image.IccTransform("srgb");
        for (var band = 0; band < 3; band++)
        {
            using var colour = seen[band];
            yield return colour.Avg();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    public void TheOrientationOfAJpegXlIsAppliedOnce(int orientation)
    {
        using (var drawn = Drawing.Quarters())
        {
            drawn.WriteToFile(folder["plain.jpg"]);
        }

        Needs.Output("exiftool", "-q", "-n", $"-Orientation={orientation}", "-o", folder["tagged.jpg"], folder["plain.jpg"]);
        Needs.Output("cjxl", folder["tagged.jpg"], folder["in.jxl"], "-j", "0");
        Needs.Output("djxl", folder["in.jxl"], folder["seen.png"]);

        var picture = Given.File(folder["in.jxl"]);
        using Image expected = Image.NewFromFile(folder["seen.png"]), found = picture.OpenForOutput(PixelAccess.Random);

        Assert.Equal((expected.Width, expected.Height), (picture.Info.Width, picture.Info.Height));
        Assert.Equal((expected.Width, expected.Height), (found.Width, found.Height));
        Assert.InRange((expected - found).Abs().Avg(), 0, 1);
    }

    [Fact]
    public async Task AJpegXlIsWrittenWithLossOnlyWhereItHadSome()
    {
        using (var drawn = Drawing.Noisy(96, 64))
        {
            drawn.WriteToFile(folder["drawn.png"]);
        }

        Needs.Output("cjxl", folder["drawn.png"], folder["lossy.jxl"], "-d", "1");
        Needs.Output("cjxl", folder["drawn.png"], folder["lossless.jxl"], "-d", "0");
        using var upright = Uprighter.Create();
        foreach (var name in (string[])["lossy", "lossless"])
        {
            await upright.FixAsync(folder[name + ".jxl"], folder[name + ".turned.jxl"], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken);
        }

        Assert.False(Given.File(folder["lossy.turned.jxl"]).Info.IsLossless);
        Assert.True(Given.File(folder["lossless.turned.jxl"]).Info.IsLossless);
        Assert.True(new FileInfo(folder["lossy.turned.jxl"]).Length < new FileInfo(folder["lossless.turned.jxl"]).Length);
    }

    [Fact]
    public async Task AnAnimatedJpegXlIsRefused()
    {
        Needs.Program("cjxl");
        Needs.Output("convert", "-size", "32x32", "-delay", "10", "xc:red", "xc:blue", folder["two.gif"]);
        Needs.Output("cjxl", folder["two.gif"], folder["two.jxl"]);
        using var upright = Uprighter.Create();

        var refused = await Assert.ThrowsAsync<UprightException>(() => upright.EstimateAsync(folder["two.jxl"], TestContext.Current.CancellationToken));

        Assert.Same(UprightError.UnsupportedFormat, refused.Error);
    }

    [Theory]
    [InlineData("ppm")]
    [InlineData("jp2")]
    [InlineData("psd")]
    public async Task DeepOnesAreJudgedAndWrittenOnlyIfAFormatIsChosen(string kind)
    {
        using var drawn = Drawing.Noisy(96, 64).Colourspace(Enums.Interpretation.Rgb16);
        drawn.WriteToFile(folder["deep.png"]);
        Convert(kind, folder["deep.png"], folder["deep." + kind]);
        using var upright = Uprighter.Create();
        Assert.Equal(16, Given.File(folder["deep." + kind]).Info.Bits);

        await upright.EstimateAsync(folder["deep." + kind], TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<UprightException>(() => upright.FixAsync(folder["deep." + kind], folder["out"], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken));
        var chosen = await upright.FixAsync(folder["deep." + kind], folder["out.png"], new FixOptions { Turn = new Angle(90), Format = PictureFormat.Png }, TestContext.Current.CancellationToken);

        Assert.Same(UprightError.CannotEncode, refused.Error);
        Assert.Equal((PictureFormat.Png, PictureNote.BitsReduced), (chosen.OutputFormat, Assert.Single(chosen.Notes)));
    }

    [Theory]
    [InlineData(".tif", false)]
    [InlineData(".jpg", true)]
    [InlineData(".jxl", true)]
    public async Task WhatAFormatCannotHoldOfTheBitsIsTold(string ending, bool isTold)
    {
        using var drawn = Drawing.Noisy(96, 64).Colourspace(Enums.Interpretation.Rgb16);
        drawn.WriteToFile(folder["deep.png"]);
        using var upright = Uprighter.Create();

        var report = await upright.FixAsync(folder["deep.png"], folder["out" + ending], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken);

        Assert.Equal(isTold ? [PictureNote.BitsReduced] : [], report.Notes);
    }

    [Fact]
    public void TheLargestPictureOfAnIconIsRead()
    {
        foreach (var side in (int[])[16, 48, 32])
        {
            using var drawn = Drawing.Quarters(side, side);
            drawn.WriteToFile(folder[$"{side}.png"]);
        }

        Needs.Output("icotool", "-c", "-o", folder["many.ico"], folder["16.png"], folder["48.png"], folder["32.png"]);

        Assert.Equal(48, Given.File(folder["many.ico"]).Info.Width);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void HalfAFileIsRefused(string kind, PictureFormat format)
    {
        var bytes = File.ReadAllBytes(Make(kind).Path);

        var refused = Given.Refused(() => Given.Picture(bytes[..(bytes.Length / 2)]).OpenForEstimate());

        Assert.True(refused == UprightError.DamagedPicture, $"{format}: {refused.Code}");
        Assert.Equal(UprightError.DamagedPicture, Given.Refused(() => Given.Picture(bytes[..(bytes.Length * 9 / 10)]).OpenForEstimate()));
    }

    [Theory]
    [InlineData("bmp")]
    [InlineData("jp2")]
    [InlineData("ppm")]
    public void TooManyPixelsAreRefusedFromTheHeader(string kind) =>
        Assert.Same(UprightError.TooManyPixels, Given.Refused(() => Given.File(Make(kind).Path, new DecodeLimits { MaxPixels = 1000 })));

    // The picture, and the same as another program reads it.
    private (string Path, string Png) Make(string kind)
    {
        using var drawn = Drawing.Noisy(96, 64);
        var (from, png) = (folder["drawn.png"], folder["seen.png"]);
        drawn.WriteToFile(from);
        var path = folder["in." + kind.Split(' ')[^1]];
        Convert(kind, from, path);
        return (path, Seen(path, kind, "seen.png"));
    }

    // What another program makes of a picture.
    private string Seen(string path, string kind, string name)
    {
        var png = folder[name];
        var named = folder["named." + kind.Split(' ')[^1]]; // these programs go by names
        File.Copy(path, named, overwrite: true);
        if (kind.EndsWith("jxl", StringComparison.Ordinal))
        {
            Needs.Output("djxl", named, png);
        }
        else if (kind is "jp2" or "j2k")
        {
            Needs.Output("opj_decompress", "-i", named, "-o", png);
        }
        else
        {
            Needs.Output("convert", Given.File(path).Info.Format == PictureFormat.Psd ? named + "[0]" : path, "-depth", "8", png);
        }

        return png;
    }

    private static void AssertTurned(string before, string after, double most, int bands = 3)
    {
        using Image seen = Image.NewFromFile(before), turned = Image.NewFromFile(after);
        using Image expected = seen.Rot(Enums.Angle.D90).Colourspace(Enums.Interpretation.Srgb), found = turned.Colourspace(Enums.Interpretation.Srgb);
        Assert.Equal((expected.Width, expected.Height), (found.Width, found.Height));
        using Image wanted = expected.ExtractBand(0, n: bands), ours = found.ExtractBand(0, n: bands);
        Assert.InRange((wanted - ours).Abs().Max(), 0, most);
    }

    private static void Convert(string kind, string from, string path)
    {
        string[] command = kind switch
        {
            "old bmp" => ["convert", from, "BMP2:" + path],
            "rle bmp" => ["convert", from, "-colors", "200", "-type", "Palette", "-compress", "RLE", "BMP3:" + path],
            "one bit bmp" => ["convert", from, "-monochrome", "BMP3:" + path],
            "16 bit bmp" => ["convert", from, "-define", "bmp:subtype=RGB565", "BMP:" + path],
            "jp2" or "j2k" => ["opj_compress", "-i", from, "-o", path],
            "jxl" => ["cjxl", from, path, "-d", "0"],
            "boxed jxl" => ["cjxl", from, path, "-d", "0", "--container=1"],
            "letters ppm" => ["convert", from, "-compress", "none", path],
            _ => ["convert", from, path],
        };
        Needs.Output(command[0], command[1..]);
    }
}
