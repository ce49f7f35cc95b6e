using BitMiracle.LibJpeg.Classic;
using NetVips;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>Quarter turns of JPEG that move blocks and lose nothing.</summary>
public sealed class LosslessJpegTests
{
    private static readonly string[] Kinds =
    [
        ".jpg[Q=80,subsample-mode=off]", ".jpg[Q=90,subsample-mode=on]", ".jpg[Q=75,interlace,subsample-mode=on]",
        ".jpg[Q=60,interlace,subsample-mode=off]", ".jpg[Q=85,restart-interval=3]", ".jpg[Q=85,optimize-coding]",
    ];

    public static TheoryData<string, int> KindsAndOrientations =>
        new MatrixTheoryData<string, int>([.. Kinds, "grey", "cmyk"], [1, 2, 3, 4, 5, 6, 7, 8]);

    [Theory]
    [MemberData(nameof(KindsAndOrientations))]
    public void ThePictureIsTheTurnedPicture(string kind, int orientation)
    {
        var input = Drawn(kind);

        using var expected = Shown(Jpeg.WithExif(input, Exif.WithOrientation((uint)orientation)));
        using var turned = Shown(Moved(Jpeg.WithExif(input, Exif.WithOrientation((uint)orientation)), orientation, quarters: 0));

        // Decoders round rows and columns in turn, and smooth colour across them: never by more than a few levels.
        using var difference = (expected - turned).Abs();
        Assert.Equal((expected.Width, expected.Height), (turned.Width, turned.Height));
        Assert.InRange(difference.Avg(), 0, 0.6);
    }

    [Theory]
    [MemberData(nameof(KindsAndOrientations))]
    public void TurnedAndTurnedBackEveryCoefficientIsTheSame(string kind, int orientation)
    {
        var input = Drawn(kind);
        var inverse = orientation switch
        {
            6 => 8,
            8 => 6,
            _ => orientation,
        };

        var back = Moved(Moved(input, orientation, quarters: 0), inverse, quarters: 0);

        Assert.Equal(Coefficients(input), Coefficients(back));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(8, 3)]
    [InlineData(2, 0)] // what is stored mirrored and seen in a mirror is not moved at all
    public void SidesAreExchangedAfterTheTurn(int orientation, int quarters)
    {
        var input = Jpeg.WithExif(Drawn(".jpg[Q=90,subsample-mode=on]"), Exif.WithOrientation((uint)orientation));
        var move = JpegTurner.For(PictureSource.FromMemory(input, Given.Limits), orientation, SquareSymmetry.OfQuarterTurns(quarters, exchangesSides: true))!.Move(behind: null);
        using MemoryStream output = new();
        move!(output);

        using var shown = Shown(input);
        using var turned = quarters switch
        {
            1 => shown.Rot90(),
            2 => shown.Rot180(),
            3 => shown.Rot270(),
            _ => shown.Copy(),
        };
        using var expected = turned.FlipHor();
        using var written = Shown(output.ToArray());
        using var difference = (expected - written).Abs();
        Assert.Equal((expected.Width, expected.Height), (written.Width, written.Height));
        Assert.InRange(difference.Avg(), 0, 0.6);
    }

    [Theory]
    [InlineData(1000, 0xC2, true)]
    [InlineData(7900, 0xC0, true)]
    [InlineData(8100, 0xC0, false)]
    [InlineData(8100, 0xC2, false)]
    public void WhatIsTooLargeToBeHeldIsKnownBeforeItIsRead(int side, byte marker, bool canBeHeld) =>
        Assert.Equal(canBeHeld, CodedJpeg.CanHold(new JpegFrame(side, side, 8, marker, [(2, 2), (1, 1), (1, 1)])));

    [Fact]
    public void AProgressivePictureStaysProgressive()
    {
        var turned = Moved(Drawn(".jpg[interlace]"), 1, quarters: 1);

        Assert.Contains(JpegSegments.UpToScan(new MemoryStream(turned)), segment => segment is { IsFrame: true, Marker: 0xC2 });
    }

    [Theory]
    [InlineData(100, 64, 1, true)] // the cut units at the right go to the bottom, where they may be
    [InlineData(100, 64, 3, false)]
    [InlineData(96, 70, 1, false)]
    [InlineData(96, 70, 3, true)]
    [InlineData(100, 70, 2, false)]
    public void OnlyCutUnitsThatWouldComeFirstStandInTheWay(int width, int height, int quarters, bool isWhole)
    {
        var source = PictureSource.FromMemory(Drawn(".jpg[subsample-mode=on]", width, height), Given.Limits);

        Assert.Equal(isWhole, JpegTurner.For(source, 1, SquareSymmetry.OfQuarterTurns(quarters))!.IsWhole);
    }

    [Fact]
    public void WhatCannotBeMovedIsTrimmed()
    {
        var input = Drawn(".jpg[Q=90,subsample-mode=off]", 100, 70);

        using var turned = Shown(Moved(input, 1, quarters: 2));
        using var whole = Shown(input);
        using var expected = whole.Crop(0, 0, 96, 64).Rot180();
        using var difference = (expected - turned).Abs();

        Assert.Equal((96, 64), (turned.Width, turned.Height));
        Assert.InRange(difference.Avg(), 0, 0.6);
    }

    [Fact]
    public void DescriptionsAndWhatComesAfterThePictureAreKept()
    {
        var input = Jpeg.WithExif(Drawn(".jpg"), Exif.WithOrientation(6, thumbnail: Given.Quarters(".jpg[keep=none]")));
        byte[] film = [.. "ftypmp42 a film"u8];

        var turned = Moved([.. input, .. film], 6, quarters: 0);

        Assert.Equal(film, turned[^film.Length..]);
        var picture = Given.Picture(turned);
        Assert.Equal(1, picture.Info.Orientation);
        using var image = picture.OpenForOutput(PixelAccess.Random);
        Assert.StartsWith("Upright", (string)image.Get("exif-ifd0-Make"), StringComparison.Ordinal);
        Assert.DoesNotContain(image.GetFields(), field => field.StartsWith("exif-ifd1-", StringComparison.Ordinal) || field == "jpeg-thumbnail-data");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public void DamageIsNotPutIntoANewFile(double share)
    {
        var input = Drawn(".jpg[Q=95]");

        Assert.Null(CodedJpeg.Read(new MemoryStream(input[..(int)(share * input.Length)])));
    }

    [Theory]
    [InlineData(".jpg[Q=90]")]
    [InlineData(".jpg[Q=85,restart-interval=3]")]
    [InlineData(".jpg[Q=80,interlace]")]
    public void WhateverIsDamagedThereIsAFileOrNone(string kind)
    {
        var input = Drawn(kind);
        Random random = new(1);

        for (var i = 0; i < 300; i++)
        {
            byte[] damaged = [.. input];
            damaged[random.Next(2, input.Length)] = (byte)random.Next(256);
            damaged[random.Next(2, input.Length)] ^= (byte)(1 << random.Next(8));

            try
            {
                CodedJpeg.Read(new MemoryStream(damaged))?.Write(Stream.Null, SquareSymmetry.OfQuarterTurns(1), []);
            }
            catch (UprightException exception)
            {
                Assert.Equal(UprightError.DamagedPicture, exception.Error);
            }
        }
    }

    [Fact]
    public void ALostRestartMarkerIsDamage()
    {
        var input = Drawn(".jpg[Q=85,restart-interval=3]");
        var at = input.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD1]);

        Assert.Null(CodedJpeg.Read(new MemoryStream([.. input[..at], .. input[(at + 2)..]])));
    }

    [Fact]
    public void ATurnMakesAFileNoLarger()
    {
        var input = Drawn(".jpg[Q=90]", 640, 480);

        Assert.InRange(Moved(input, 1, quarters: 1).Length, 0, (int)(1.02 * input.Length));
    }

    private static byte[] Moved(byte[] jpeg, int orientation, int quarters)
    {
        var source = PictureSource.FromMemory(jpeg, Given.Limits);
        var move = JpegTurner.For(source, orientation, SquareSymmetry.OfQuarterTurns(quarters))!.Move(JpegBehind.Of(source));
        Assert.NotNull(move);
        using MemoryStream output = new();
        move(output);
        return output.ToArray();
    }

    private static byte[] Drawn(string kind, int width = Drawing.Width, int height = Drawing.Height)
    {
        using var image = Drawing.Noisy(width, height);
        switch (kind)
        {
            case "grey":
                using (var grey = image.Colourspace(Enums.Interpretation.Bw))
                {
                    return Given.Encoded(grey, ".jpg[Q=85]");
                }

            case "cmyk":
                using (var inks = image.Colourspace(Enums.Interpretation.Cmyk))
                {
                    return Given.Encoded(inks, ".jpg[Q=85]");
                }

            default:
                return Given.Encoded(image, kind);
        }
    }

    private static Image Shown(byte[] jpeg) => Given.Picture(jpeg).OpenForOutput(PixelAccess.Random).CopyMemory();

    /// <summary>Every quantised coefficient that belongs to the picture, by component and block.</summary>
    private static List<short> Coefficients(byte[] jpeg)
    {
        var decoder = new jpeg_decompress_struct();
        decoder.jpeg_stdio_src(new MemoryStream(jpeg));
        decoder.jpeg_read_header(true);
        var components = decoder.jpeg_read_coefficients();
        var frame = JpegSegments.UpToScan(new MemoryStream(jpeg)).Where(segment => segment.IsFrame).Select(JpegFrame.Read).Single()!;
        List<short> all = [];
        for (var i = 0; i < frame.Sampling.Count; i++)
        {
            var rows = ((frame.Height * frame.Sampling[i].Down) + frame.UnitHeight - 1) / frame.UnitHeight;
            for (var y = 0; y < rows; y++)
            {
                var row = components[i].Access(y, 1)[0];
                for (var x = 0; x < decoder.Comp_info[i].Width_in_blocks; x++)
                {
                    for (var k = 0; k < 64; k++)
                    {
                        all.Add(row[x][k]);
                    }
                }
            }
        }

        return all;
    }
}
