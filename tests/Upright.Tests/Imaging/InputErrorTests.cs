using NetVips;
using Upright.Files;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class InputErrorTests
{
    [Fact]
    public void MissingFileIsNotFound() => Assert.Equal(UprightError.FileNotFound, Given.Refused(() => Given.File("/no/such/file.jpg")));

    [Fact]
    public void DirectoryIsRefused() => Assert.Equal(UprightError.IsADirectory, Given.Refused(() => Given.File(Path.GetTempPath())));

    [Fact]
    public void EmptyNameIsNotFound() => Assert.Equal(UprightError.FileNotFound, Given.Refused(() => Given.File("")));

    [Fact]
    public void ImpossiblePathCannotBeRead() => Assert.Equal(UprightError.CannotRead, Given.Refused(() => Given.File("a\0b.jpg")));

    [Fact]
    public void EmptyFileIsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(UprightError.EmptyFile, Given.Refused(() => Given.File(folder.Save("empty.jpg", []))));
        Assert.Equal(UprightError.EmptyFile, Given.Refused(() => Given.Picture([])));
    }

    [Fact]
    public void TextCalledJpegIsNotAPicture()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(UprightError.NotAPicture, Given.Refused(() => Given.File(folder.Save("text.jpg", "Just some words.\n"u8.ToArray()))));
    }

    [Fact]
    public void UnreadableFileIsRefused()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Needs Unix file modes and a user whom they bind.");
            return;
        }

        using var folder = new TemporaryFolder();
        var path = folder.Save("secret.jpg", Given.Quarters(".jpg"));
        File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Equal(UprightError.CannotRead, Given.Refused(() => Given.File(path)));
    }

    [Fact]
    public void MorePixelsThanTheLimitAreRefusedFromTheHeader()
    {
        // A header that promises 50000 × 50000 pixels over a few bytes of data: decoding it would fail otherwise.
        var png = Given.Quarters(".png");
        new byte[] { 0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50 }.CopyTo(png, 16);
        Png.Crc(png.AsSpan(12, 17)).CopyTo(png, 29);
        Assert.Equal(UprightError.TooManyPixels, Given.Refused(() => Given.Picture(png)));

        var limits = new DecodeLimits { MaxPixels = (Drawing.Width * Drawing.Height) - 1 };
        foreach (var suffix in new[] { ".jpg", ".png", ".webp", ".tif", ".gif", ".avif" })
        {
            Assert.Equal(UprightError.TooManyPixels, Given.Refused(() => Given.Picture(Given.Quarters(suffix), limits)));
        }
    }

    [Fact]
    public void PixelsOfManySamplesAreRefusedFromTheHeader()
    {
        using var image = Drawing.Quarters();
        using var many = Image.Black(image.Width, image.Height, bands: 100);
        Assert.Equal(UprightError.UnsupportedFormat, Given.Refused(() => Given.Picture(Given.Encoded(many, ".tif[compression=deflate]"))));

        // Twelve bytes a pixel, so that half as many again count.
        using var precise = image.Cast(Enums.BandFormat.Float);
        var limits = new DecodeLimits { MaxPixels = image.Width * image.Height };
        Assert.Equal(UprightError.TooManyPixels, Given.Refused(() => Given.Picture(Given.Encoded(precise, ".tif"), limits)));
        Given.Picture(Given.Encoded(precise, ".tif"), limits with { MaxPixels = 2 * limits.MaxPixels });
    }

    [Theory]
    [InlineData(".gif")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void MoreFramesThanTheLimitAreRefused(string suffix)
    {
        using var first = Drawing.Quarters();
        using var second = first.Invert();
        using var both = first.Join(second, Enums.Direction.Vertical);
        using var paged = both.Mutate(image => image.Set(GValue.GIntType, "page-height", Drawing.Height));
        var bytes = Given.Encoded(paged, suffix);
        Assert.Equal(UprightError.TooManyFrames, Given.Refused(() => Given.Picture(bytes)));

        var picture = Given.Picture(bytes, new DecodeLimits { MaxFrames = 2 });
        Assert.Equal((2, Drawing.Height), (picture.Info.Frames, picture.Info.Height));
        Assert.Equal(1, Given.Picture(Given.Rewritten(picture)).Info.Frames);
    }

    [Fact]
    public void AnimatedPngIsCountedByItsFrames()
    {
        var png = Given.Quarters(".png");
        byte[] control = [0, 0, 0, 8, .. "acTL"u8, 0, 0, 0, 3, 0, 0, 0, 0];
        byte[] animated = [.. png.AsSpan(0, 33), .. control, .. Png.Crc(control.AsSpan(4)), .. png.AsSpan(33)];
        Assert.Equal(UprightError.TooManyFrames, Given.Refused(() => Given.Picture(animated)));
    }

    [Fact]
    public async Task LargerFilesThanTheLimitAreRefused()
    {
        var bytes = Given.Quarters(".png");
        var limits = new DecodeLimits { MaxFileSize = bytes.Length - 1 };
        using var folder = new TemporaryFolder();
        Assert.Equal(UprightError.FileTooLarge, Given.Refused(() => Given.File(folder.Save("large.png", bytes), limits)));
        Assert.Equal(UprightError.FileTooLarge, Given.Refused(() => Given.Picture(bytes, limits)));
        using var stream = new MemoryStream(bytes);
        var refused = await Assert.ThrowsAsync<UprightException>(() => PictureSource.FromStreamAsync(stream, limits, CancellationToken.None));
        Assert.Equal(UprightError.FileTooLarge, refused.Error);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".jpg[interlace]")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".webp[lossless]")]
    [InlineData(".tif[compression=deflate]")]
    [InlineData(".gif")]
    [InlineData(".avif")]
    public void TruncatedPictureIsAnError(string suffix)
    {
        using var drawn = Drawing.Noisy(960, 640);
        var whole = Given.Encoded(drawn, suffix);
        foreach (var part in new[] { 0.3, 0.6, 0.98 })
        {
            var bytes = whole[..(int)(whole.Length * part)];
            Assert.Equal(UprightError.DamagedPicture, Given.Refused(() => Given.Picture(bytes).OpenForEstimate()));
            Assert.Equal(UprightError.DamagedPicture, Given.Refused(() => Given.Picture(bytes).OpenForEstimate(200)));
            using var folder = new TemporaryFolder();
            Assert.Equal(UprightError.DamagedPicture, Given.Refused(() => Write(Given.Picture(bytes), folder["out"])));
            Assert.Empty(folder.Names);
        }
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".jpg[interlace]")]
    [InlineData(".png")]
    public void TruncatedJpegAndPngAreKeptWhenTolerant(string suffix)
    {
        var limits = new DecodeLimits { Tolerant = true };
        using var drawn = Drawing.Noisy(960, 640);
        var whole = Given.Encoded(drawn, suffix);
        var picture = Given.Picture(whole[..(whole.Length * 3 / 4)], limits);
        Drawing.AssertColours([Drawing.Red, Drawing.Green], Drawing.Colours(picture.OpenForEstimate().Pixels), 12);
        using var folder = new TemporaryFolder();
        Write(picture, folder["out"]);
        using var pixels = Given.File(folder["out"]).OpenForOutput(PixelAccess.Random);
        Drawing.AssertColours([Drawing.Red, Drawing.Green], Drawing.Colours(pixels), 12);
    }

    [Fact]
    public void HeaderCutShortIsDamaged() =>
        Assert.Equal(UprightError.DamagedPicture, Given.Refused(() => Given.Picture(Given.Quarters(".jpg")[..100])));

    [Fact]
    public async Task StreamThatCannotBeReadIsRefused()
    {
        using var stream = new BrokenStream(Given.Quarters(".png"), failAfter: 100);
        var refused = await Assert.ThrowsAsync<UprightException>(() => PictureSource.FromStreamAsync(stream, Given.Limits, CancellationToken.None));
        Assert.Equal(UprightError.CannotRead, refused.Error);
    }

    private static void Write(Picture picture, string path)
    {
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        AtomicFile.Write(path, InputGuard.None, stream => PictureWriter.Encode(image, stream, EncodeOptions.For(picture.Info), picture.IsWhole, TestContext.Current.CancellationToken));
    }
}
