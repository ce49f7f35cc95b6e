using NetVips;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>The orientation tag alone: shown turned, nothing else touched.</summary>
public sealed class OrientationTagTests
{
    private static readonly Dictionary<string, string> Suffixes = new()
    {
        ["jpeg"] = ".jpg", ["progressive jpeg"] = ".jpg[interlace]", ["png"] = ".png", ["webp"] = ".webp", ["lossless webp"] = ".webp[lossless]",
        ["tiff"] = ".tif", ["big tiff"] = ".tif[bigtiff]", ["packed tiff"] = ".tif[compression=lzw]",
    };

    public static TheoryData<string, int?, int> Cases => new MatrixTheoryData<string, int?, int>(
        [.. Suffixes.Keys, "transparent webp"], [null, 1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void ThePictureIsShownTurnedAndItsPixelsAreTheSame(string kind, int? orientation, int quarters)
    {
        var input = Drawn(kind, orientation);

        var output = Tagged(input, quarters);

        using var stored = Image.NewFromBuffer(input);
        using var storedAfter = Image.NewFromBuffer(output);
        Assert.Equal(stored.WriteToMemory<byte>(), storedAfter.WriteToMemory<byte>());
        using var before = Given.Picture(input).OpenForOutput(PixelAccess.Random);
        using var after = Given.Picture(output).OpenForOutput(PixelAccess.Random);
        using var expected = before.Rot(quarters switch { 1 => Enums.Angle.D90, 2 => Enums.Angle.D180, _ => Enums.Angle.D270 });
        Assert.Equal(expected.WriteToMemory<byte>(), after.WriteToMemory<byte>());
    }

    [Theory]
    [InlineData("jpeg", 1)]
    [InlineData("png", 5)] // and its check sum
    [InlineData("webp", 1)]
    [InlineData("tiff", 1)]
    [InlineData("big tiff", 1)]
    public void WhereThereIsATagOnlyItsOwnBytesChange(string kind, int most)
    {
        var input = Drawn(kind, 6);

        var output = Tagged(input, 1);

        Assert.Equal(input.Length, output.Length);
        Assert.InRange(input.Zip(output).Count(pair => pair.First != pair.Second), 1, most);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("lossless webp")]
    [InlineData("transparent webp")]
    [InlineData("tiff")]
    [InlineData("big tiff")]
    public void AnotherProgramFindsTheFileValidAndTheTagInIt(string kind)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Save("out" + Suffixes.GetValueOrDefault(kind, ".webp").Split('[')[0], Tagged(Drawn(kind, null), 1));

        Assert.Equal("6", Needs.Output("exiftool", "-n", "-s3", "-Orientation", path).Trim());
        Assert.DoesNotContain("Error", Needs.Output("exiftool", "-validate", "-s3", path), StringComparison.Ordinal);
    }

    [Fact]
    public void ABlockWithoutOrientationGetsOneAndKeepsTheRest()
    {
        var block = Exif.WithOrientation(1);
        (block[22], block[23]) = (0x10, 0x01); // the entry of the orientation becomes one of the camera's model
        var input = Jpeg.WithExif(Given.Quarters(".jpg"), block);

        var output = Tagged(input, 3);

        Assert.Equal(8, Given.Picture(output).Info.Orientation);
        using var image = Image.NewFromBuffer(output);
        Assert.StartsWith("Upright", (string)image.Get("exif-ifd0-Make"), StringComparison.Ordinal);
    }

    [Fact]
    public void AGifHasNoTag()
    {
        var source = PictureSource.FromMemory(Given.Quarters(".gif"), Given.Limits);

        Assert.Same(UprightError.CannotTag, Given.Refused(() => OrientationTag.Writer(source, PictureFormat.Gif, 6)));
    }

    [Fact]
    public void ADamagedBlockIsRefusedAndNotReplaced()
    {
        var block = Exif.WithOrientation(6);
        block[4] = 0xF0; // the first directory lies beyond the block's end
        var source = PictureSource.FromMemory(Jpeg.WithExif(Given.Quarters(".jpg"), block), Given.Limits);

        Assert.Same(UprightError.CannotTag, Given.Refused(() => OrientationTag.Writer(source, PictureFormat.Jpeg, 6)));
    }

    private static byte[] Tagged(byte[] input, int quarters)
    {
        var info = Given.Picture(input).Info;
        var symmetry = SquareSymmetry.OfOrientation(info.Orientation).Then(SquareSymmetry.OfQuarterTurns(quarters));
        using MemoryStream output = new();
        OrientationTag.Writer(PictureSource.FromMemory(input, Given.Limits), info.Format, symmetry.Orientation)(output);
        return output.ToArray();
    }

    private static byte[] Drawn(string kind, int? orientation)
    {
        using var image = kind == "transparent webp" ? Drawing.Transparent() : Drawing.Noisy(67, 41);
        using var tagged = image.Mutate(mutable =>
        {
            if (orientation is { } tag)
            {
                mutable.Set(GValue.GIntType, "orientation", tag);
            }
        });
        var bytes = Given.Encoded(tagged, kind == "transparent webp" ? ".webp[lossless]" : Suffixes[kind]);
        return orientation is null && kind.Contains("jpeg", StringComparison.Ordinal) ? Jpeg.WithoutSegment(bytes, JpegSegment.App1) : bytes;
    }
}
