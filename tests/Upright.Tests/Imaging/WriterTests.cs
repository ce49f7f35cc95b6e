using NetVips;
using Upright.Files;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class WriterTests
{
    [Theory]
    [InlineData("plain.jpg")]
    [InlineData("with space.jpg")]
    [InlineData("brackets[page=2].jpg")]
    [InlineData("options[shrink=8,fail].jpg")]
    [InlineData("图片 – ñ.jpg")]
    [InlineData("percent%20%s.jpg")]
    [InlineData("-starts-with-dash")]
    [InlineData("[]")]
    public void NameOfAFileIsOnlyAName(string name)
    {
        using var folder = new TemporaryFolder();
        var picture = Given.File(folder.Save(name, Given.Quarters(".jpg[Q=95]")));
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        PictureWriter.WriteFile(image, folder["out " + name], EncodeOptions.For(picture.Info), new InputGuard(picture.Path));
        Assert.Equal(Drawing.Width, Given.File(folder["out " + name]).Info.Width);
        Assert.Equal(new[] { name, "out " + name }.Order(StringComparer.Ordinal), folder.Names);
    }

    [Fact]
    public void InputIsReplacedOnlyInPlace()
    {
        using var folder = new TemporaryFolder();
        var bytes = Given.Quarters(".png");
        var path = folder.Save("in.png", bytes);
        Directory.CreateDirectory(folder["sub"]);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        foreach (var target in new[] { path, relative, folder["sub/../in.png"], folder["./in.png"] })
        {
            Assert.Equal(UprightError.WouldOverwriteInput, Given.Refused(() => Rewrite(path, target)));
        }

        Assert.Equal(bytes, File.ReadAllBytes(path));
        Rewrite(path, path, inPlace: true, format: PictureFormat.WebP);
        Assert.Equal(PictureFormat.WebP, Given.File(path).Info.Format);
        Assert.Equal(["in.png", "sub"], folder.Names);
    }

    [Fact]
    public void LinksToTheInputAreTheInput()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights on Windows.");
        using var folder = new TemporaryFolder();
        var bytes = Given.Quarters(".png");
        var path = folder.Save("in.png", bytes);
        File.CreateSymbolicLink(folder["link.png"], path);
        Directory.CreateSymbolicLink(folder["here"], Path.GetDirectoryName(path)!);
        foreach (var target in new[] { folder["link.png"], folder["here/in.png"], folder["here/link.png"] })
        {
            Assert.Equal(UprightError.WouldOverwriteInput, Given.Refused(() => Rewrite(path, target)));
            Assert.Equal(UprightError.WouldOverwriteInput, Given.Refused(() => Rewrite(target, path)));
        }

        Rewrite(folder["link.png"], folder["link.png"], inPlace: true, format: PictureFormat.Jpeg);
        Assert.NotNull(new FileInfo(folder["link.png"]).LinkTarget);
        Assert.Equal(PictureFormat.Jpeg, Given.File(path).Info.Format);
        Assert.Equal(["here", "in.png", "link.png"], folder.Names);
    }

    [Fact]
    public void HardLinkToTheInputIsTheInput()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a hard link is only not harmed.");
        using var folder = new TemporaryFolder();
        var path = folder.Save("in.png", Given.Quarters(".png"));
        using var link = System.Diagnostics.Process.Start("ln", [path, folder["hard.png"]]);
        link.WaitForExit();
        Assert.Equal(UprightError.WouldOverwriteInput, Given.Refused(() => Rewrite(path, folder["hard.png"])));
    }

    [Fact]
    public void AnotherFileIsReplacedWholeAndKeepsItsMode()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Save("in.png", Given.Quarters(".png"));
        var target = folder.Save("out.png", new byte[100_000]);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        Rewrite(path, target);
        Assert.Equal(Drawing.Width, Given.File(target).Info.Width);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(target));
        }
    }

    [Fact]
    public void UnwritableTargetIsAnErrorAndNothingIsLeft()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Save("in.png", Given.Quarters(".png"));
        Directory.CreateDirectory(folder["sub"]);
        foreach (var target in new[] { folder["no/such/folder.png"], folder["in.png/below.png"], folder["sub"], folder["a\0b"], folder[new string('x', 300)], "" })
        {
            Assert.Equal(UprightError.CannotWrite, Given.Refused(() => Rewrite(path, target)));
        }

        Assert.Equal(["in.png", "sub"], folder.Names);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["sub"]));
    }

    [Fact]
    public void FailureWhileWritingLeavesTheTargetAsItWas()
    {
        using var folder = new TemporaryFolder();
        var target = folder.Save("out.txt", [1, 2, 3]);
        Assert.Throws<InvalidTimeZoneException>(() => AtomicFile.Write(target, InputGuard.None, stream =>
        {
            stream.WriteByte(9);
            throw new InvalidTimeZoneException();
        }));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(target));
        Assert.Equal(["out.txt"], folder.Names);
    }

    [Fact]
    public void TextIsWrittenTheSameWay()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder["angle.txt"], InputGuard.None, "-91.234\n");
        Assert.Equal("-91.234\n"u8.ToArray(), File.ReadAllBytes(folder["angle.txt"]));
        Assert.Equal(UprightError.WouldOverwriteInput, Given.Refused(() => AtomicFile.WriteText(folder["angle.txt"], new InputGuard(folder["angle.txt"]), "")));
        Assert.Equal(["angle.txt"], folder.Names);
    }

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    [InlineData(PictureFormat.Tiff)]
    [InlineData(PictureFormat.Gif)]
    [InlineData(PictureFormat.Avif)]
    public async Task StreamGetsTheWholePicture(PictureFormat format)
    {
        using var image = Given.Picture(Given.Quarters(".png")).OpenForOutput(PixelAccess.Sequential);
        using var stream = new MemoryStream();
        await PictureWriter.WriteStreamAsync(stream, target => PictureWriter.Encode(image, target, new EncodeOptions(format)));
        Assert.Equal(format, Given.Picture(stream.ToArray()).Info.Format);
    }

    [Fact]
    public async Task FullDiskIsNotADamagedPicture()
    {
        using var image = Given.Picture(Given.Quarters(".png")).OpenForOutput(PixelAccess.Random);
        using var full = new BrokenStream([], failAfter: 10);
        var refused = await Assert.ThrowsAsync<UprightException>(() => PictureWriter.WriteStreamAsync(full, target => PictureWriter.Encode(image, target, new EncodeOptions(PictureFormat.Png))));
        Assert.Equal(UprightError.CannotWrite, refused.Error);

        using var target = new StreamTarget(full);
        Assert.Throws<VipsException>(() => image.PngsaveTarget(target));
        Assert.IsType<IOException>(target.Failure);
    }

    [Fact]
    public async Task DamagedPictureGivesAStreamNoByte()
    {
        using var drawn = Drawing.Noisy(600, 400);
        var whole = Given.Encoded(drawn, ".jpg");
        var picture = Given.Picture(whole[..(whole.Length / 2)]);
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        using var stream = new MemoryStream();
        var refused = await Assert.ThrowsAsync<UprightException>(() => PictureWriter.WriteStreamAsync(
            stream, target => PictureWriter.Encode(image, target, new EncodeOptions(PictureFormat.Jpeg), picture.IsWhole, TestContext.Current.CancellationToken)));
        Assert.Equal((UprightError.DamagedPicture, 0), (refused.Error, stream.Length));
    }

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.WebP)]
    [InlineData(PictureFormat.Gif)]
    [InlineData(PictureFormat.Avif)]
    public void PictureTooLargeForAFormatCannotBeEncoded(PictureFormat format)
    {
        using var folder = new TemporaryFolder();
        using var image = Image.Black(70_000, 1);
        Assert.Equal(UprightError.CannotEncode, Given.Refused(() => PictureWriter.WriteFile(image, folder["out"], new EncodeOptions(format), InputGuard.None)));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void CancellationLeavesNothing()
    {
        using var drawn = Drawing.Noisy(1200, 800);
        using var folder = new TemporaryFolder();
        using var image = Given.Picture(Given.Encoded(drawn, ".png")).OpenForOutput(PixelAccess.Sequential);
        Assert.Throws<OperationCanceledException>(() =>
            PictureWriter.WriteFile(image, folder["out"], new EncodeOptions(PictureFormat.Png), InputGuard.None, new CancellationToken(canceled: true)));
        Assert.Empty(folder.Names);
    }

    private static void Rewrite(string path, string target, bool inPlace = false, PictureFormat? format = null)
    {
        var picture = Given.File(path);
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        PictureWriter.WriteFile(image, target, EncodeOptions.For(picture.Info, format), new InputGuard(picture.Path, inPlace));
    }
}
