using NetVips;
using Upright.Imaging;
using Upright.Tests.Cli;

namespace Upright.Tests.Imaging;

/// <summary>HEIC and AVIF, written by libheif's own program, turned here by irot and imir, and judged by libheif's and exiftool.</summary>
public sealed class HeifTests
{
    private const string Sidecar = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="3"/></rdf:RDF></x:xmpmeta>""";

    public static TheoryData<string, int, int> Turns => new MatrixTheoryData<string, int, int>(
        ["heic", "avif", "heic with thumbnail", "transparent heic", "transparent avif"], [1, 2, 3, 4, 5, 6, 7, 8], [1, 6]);

    [Theory]
    [InlineData("heic")]
    [InlineData("heic with thumbnail")]
    [InlineData("transparent heic")]
    public void WhatAnotherProgramEncodedIsReadWithItsColours(string kind)
    {
        using var folder = new TemporaryFolder();
        var picture = Given.File(Encoded(folder, kind));

        Assert.Equal((PictureFormat.Heic, Drawing.Width, Drawing.Height, 1), (picture.Info.Format, picture.Info.Width, picture.Info.Height, picture.Info.Orientation));
        double[][] expected = kind.StartsWith('t') ? [Drawing.Red, [255, 255, 255], [255, 255, 255], Drawing.White] : [Drawing.Red, Drawing.Green, Drawing.Blue, Drawing.White];
        Assert.Equal(kind.StartsWith('t'), picture.Info.HasAlpha);
        Drawing.AssertColours(expected, Drawing.Colours(picture.OpenForEstimate().Rgb(64)), 12);
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void AnotherProgramShowsTheSamePixelsTurned(string kind, int orientation, int then)
    {
        using var folder = new TemporaryFolder();
        var input = Encoded(folder, kind);
        var output = Tagged(folder, Tagged(folder, input, orientation, "first"), Then(orientation, then), "second");

        using var before = Shown(folder, input);
        using var after = Shown(folder, output);
        using var expected = Laid(before, SquareSymmetry.OfOrientation(orientation).Then(SquareSymmetry.OfOrientation(then)));
        Assert.Equal((expected.Width, expected.Height), (after.Width, after.Height));
        Assert.Equal(expected.WriteToMemory<byte>(), after.WriteToMemory<byte>());

        var picture = Given.File(output);
        Assert.Equal((after.Width, after.Height), (picture.Info.Width, picture.Info.Height));
        using var own = picture.OpenForOutput(PixelAccess.Random);
        using var ownBefore = Given.File(input).OpenForOutput(PixelAccess.Random);
        using var ownExpected = Laid(ownBefore, SquareSymmetry.OfOrientation(orientation).Then(SquareSymmetry.OfOrientation(then)));
        Assert.Equal(ownExpected.WriteToMemory<byte>(), own.WriteToMemory<byte>());
    }

    [Theory]
    [InlineData("heic")]
    [InlineData("avif")]
    public void ExifFollowsAndTheFileStaysValid(string kind)
    {
        using var folder = new TemporaryFolder();
        var input = Encoded(folder, kind, exifOrientation: 1);
        var output = Tagged(folder, input, 8, "turned");

        Assert.Equal("8", Needs.Output("exiftool", "-n", "-s3", "-IFD0:Orientation", output).Trim());
        Assert.Equal("Upright", Needs.Output("exiftool", "-s3", "-Make", output).Trim());
        Assert.DoesNotContain("Error", Needs.Output("exiftool", "-validate", "-s3", output), StringComparison.Ordinal);
        Assert.Contains("primary", Needs.Output("heif-info", output), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatExifAloneSaysTurnsNothing()
    {
        using var folder = new TemporaryFolder();
        var picture = Given.File(Encoded(folder, "heic", exifOrientation: 6));

        Assert.Equal((Drawing.Width, Drawing.Height), (picture.Info.Width, picture.Info.Height));
        using var image = picture.OpenForOutput(PixelAccess.Random);
        Assert.Equal((Drawing.Width, Drawing.Height), (image.Width, image.Height));
    }

    [Fact]
    public void TurningOnAndOnDoesNotLetTheFileGrow()
    {
        using var folder = new TemporaryFolder();
        var input = Encoded(folder, "heic");
        var path = input;
        for (var quarter = 1; quarter <= 8; quarter++)
        {
            path = Tagged(folder, path, SquareSymmetry.OfQuarterTurns(quarter % 4).Orientation, $"turned{quarter}");
        }

        Assert.InRange(new FileInfo(path).Length - new FileInfo(input).Length, 0, 40);
        using Image before = Shown(folder, input), after = Shown(folder, path);
        Assert.Equal(before.WriteToMemory<byte>(), after.WriteToMemory<byte>());
    }

    [Fact]
    public async Task AQuarterStaysHeicAndAResidualBecomesJpeg()
    {
        using var folder = new TemporaryFolder();
        var input = Encoded(folder, "heic", exifOrientation: 1);
        using var upright = Uprighter.Create();

        var quarter = await upright.FixAsync(input, folder["quarter.heic"], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken);
        Assert.Equal((RotationMethod.LosslessQuarter, PictureFormat.Heic, Drawing.Height), (quarter.Method, quarter.OutputFormat, quarter.OutputWidth));
        Assert.Equal(PictureFormat.Heic, Given.File(folder["quarter.heic"]).Info.Format);

        var residual = await upright.FixAsync(input, folder["residual"], new FixOptions { Turn = new Angle(3) }, TestContext.Current.CancellationToken);
        Assert.Equal((RotationMethod.AffineWarp, PictureFormat.Jpeg), (residual.Method, residual.OutputFormat));
        Assert.Equal(PictureFormat.Jpeg, Given.File(folder["residual"]).Info.Format);
        Assert.Equal("Upright", Needs.Output("exiftool", "-s3", "-Make", folder["residual"]).Trim());

        var refused = await Assert.ThrowsAsync<UprightException>(() => upright.FixAsync(input, folder["lying.heic"], new FixOptions { Turn = new Angle(3) }, TestContext.Current.CancellationToken));
        Assert.Same(UprightError.CannotEncode, refused.Error);
        Assert.False(File.Exists(folder["lying.heic"]));
    }

    [Fact]
    public async Task TheToolWritesTheJpegUnderTheSameNameAndSaysSo()
    {
        using var folder = new PictureFolder();
        Encode(folder.DrawTilted("drawn.png"), folder["in/a.heic"]);
        File.Copy(folder["in/a.heic"], folder["in/b.heic"]);
        folder.DrawTilted("in/b.jpg");

        var run = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["out/a.jpg", "out/b.heic.jpg", "out/b.jpg", "out/upright.jsonl"], folder.Files.Where(file => file.StartsWith("out/", StringComparison.Ordinal)));
        Assert.Contains("a.jpg", run.Answers, StringComparison.Ordinal);
        Assert.Contains("as JPEG", run.Answers, StringComparison.Ordinal);
        Assert.Contains("2 written in another format", run.Messages, StringComparison.Ordinal);

        var again = await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "0");
        Assert.Contains("3 done by an earlier run", again.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InPlaceTheJpegStandsBesideAndNothingIsReplaced()
    {
        using var folder = new PictureFolder();
        var input = Encode(folder.DrawTilted("drawn.png"), folder["in/a.heic"]);
        var before = await File.ReadAllBytesAsync(input, TestContext.Current.CancellationToken);

        var run = await ToolRun.Of("fix", folder["in"], "--in-place", "--keep-originals", folder["kept"], "--threshold", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(input, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(folder["in/a.jpg"]));
        Assert.DoesNotContain(folder.Files, file => file.StartsWith("kept/", StringComparison.Ordinal));
        var line = Assert.Single(await File.ReadAllLinesAsync(folder["in/upright.jsonl"], TestContext.Current.CancellationToken));
        Assert.Contains("a.jpg\"", line, StringComparison.Ordinal);

        var undone = await ToolRun.Of("undo", folder["in"]);
        Assert.Contains("0 of 0", undone.Messages, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["in/a.jpg"]));
    }

    [Fact]
    public async Task AReviewersAngleIsWrittenAsJpegWithItsReport()
    {
        using var folder = new PictureFolder();
        Directory.CreateDirectory(folder["in"]);
        using (var made = new TemporaryFolder())
        {
            File.Copy(Encoded(made, "heic"), folder["in/a.heic"]);
        }

        await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "1");
        using (var review = await ReviewProcess.StartAsync(folder["out"]))
        {
            await review.DecideAsync("a.heic", 3);
        }

        using var written = NetVips.Image.NewFromFile(folder["out/a.jpg"]);
        Assert.True(written.Width > Drawing.Width);
        Assert.EndsWith("a.jpg", (string)RunLedger.Last(folder["out"], "a.heic")["output"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void ADepthMapThatAJpegCannotHoldIsTold()
    {
        using var folder = new TemporaryFolder();
        var input = Encoded(folder, "transparent heic");
        var bytes = File.ReadAllBytes(input);
        // The name of opacity becomes that of depth: the last figure.
        var at = bytes.AsSpan().IndexOf("urn:mpeg:hevc:2015:auxid:1"u8);
        at = at >= 0 ? at + "urn:mpeg:hevc:2015:auxid:".Length : throw new InvalidOperationException("heif-enc names opacity otherwise.");
        bytes[at] = (byte)'2';
        File.WriteAllBytes(folder["depth.heic"], bytes);

        Assert.Equal([PictureNote.DepthMapRemoved], TurnedFile.Write(folder["depth.heic"], folder["out"], 3).Notes);
        Assert.Empty(TurnedFile.Write(folder["depth.heic"], folder["out.heic"], 90).Notes);
        Assert.Empty(TurnedFile.Write(input, folder["out"], 3).Notes);
    }

    [Fact]
    public async Task ASidecarNamesTheOrientationOfTheTurnedFile()
    {
        using var folder = new TemporaryFolder();
        var input = Encoded(folder, "heic");
        await File.WriteAllTextAsync(input + ".xmp", Sidecar, TestContext.Current.CancellationToken);
        using var upright = Uprighter.Create();
        var quarter = new FixOptions { Turn = new Angle(90), Sidecars = true };

        await upright.FixAsync(input, folder["quarter.heic"], quarter, TestContext.Current.CancellationToken);
        Assert.Equal("6", Needs.Output("exiftool", "-n", "-s3", "-XMP-tiff:Orientation", folder["quarter.heic.xmp"]).Trim());

        await upright.FixAsync(input, folder["quarter.jpg"], quarter, TestContext.Current.CancellationToken);
        Assert.Equal("1", Needs.Output("exiftool", "-n", "-s3", "-XMP-tiff:Orientation", folder["quarter.jpg.xmp"]).Trim());
    }

    [Fact]
    public void ImageMagickCanBeKeptOut()
    {
        using var folder = new TemporaryFolder();
        var refused = Assert.Throws<UprightException>(() => Given.File(Encoded(folder, "heic"), new DecodeLimits { ReadsWithImageMagick = false }));
        Assert.Same(UprightError.UnsupportedFormat, refused.Error);
        Assert.Contains("Upright:ReadsWithImageMagick=true", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooManyPixelsAreRefusedFromTheHeader()
    {
        using var folder = new TemporaryFolder();
        Assert.Same(UprightError.TooManyPixels, Given.Refused(() => Given.File(Encoded(folder, "heic"), new DecodeLimits { MaxPixels = 1000 })));
    }

    [Fact]
    public void ATruncatedOneIsDamaged()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(Encoded(folder, "heic"));
        Assert.Same(UprightError.DamagedPicture, Given.Refused(() => Given.Picture(bytes[..^200]).OpenForEstimate()));
        Assert.Same(UprightError.DamagedPicture, Given.Refused(() => Given.Picture(bytes[..60])));
    }

    // What must be done so that the picture as it is shown is turned once more.
    private static int Then(int orientation, int then) => SquareSymmetry.OfOrientation(orientation).Then(SquareSymmetry.OfOrientation(then)).Orientation;

    private static Image Laid(Image image, SquareSymmetry symmetry)
    {
        using var tagged = image.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", symmetry.Orientation));
        return tagged.Autorot();
    }

    private static string Tagged(TemporaryFolder folder, string input, int orientation, string name)
    {
        var source = PictureSource.FromFile(input, Given.Limits);
        using MemoryStream output = new();
        OrientationTag.Writer(source, Given.File(input).Info.Format, orientation)(output);
        return folder.Save(name + Path.GetExtension(input), output.ToArray());
    }

    /// <summary>The picture as libheif's program shows it.</summary>
    private static Image Shown(TemporaryFolder folder, string path)
    {
        var shown = folder[Path.GetFileName(path) + ".png"];
        Needs.Output("heif-convert", path, shown);
        using var image = Image.NewFromFile(shown);
        return image.CopyMemory();
    }

    private static string Encoded(TemporaryFolder folder, string kind, int? exifOrientation = null)
    {
        using var drawn = kind.StartsWith('t') ? Drawing.Transparent() : Drawing.Noisy(Drawing.Width, Drawing.Height);
        var path = folder["drawn" + (kind.StartsWith('t') ? ".png" : ".jpg")];
        drawn.WriteToFile(path.EndsWith("jpg", StringComparison.Ordinal) ? path + "[Q=98]" : path);
        if (exifOrientation is { } orientation)
        {
            Needs.Output("exiftool", "-q", "-overwrite_original", "-Make=Upright", $"-Orientation#={orientation}", path);
        }

        return Encode(path, folder["in." + (kind.EndsWith("avif", StringComparison.Ordinal) ? "avif" : "heic")], kind.Contains("thumbnail", StringComparison.Ordinal) ? ["-t", "32"] : []);
    }

    private static string Encode(string drawn, string path, params string[] options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Needs.Output("heif-enc", [.. options, "-q", "90", drawn, "-o", path]);
        return path;
    }
}
