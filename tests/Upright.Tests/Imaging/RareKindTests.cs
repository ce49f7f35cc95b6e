using System.Buffers.Binary;
using NetVips;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>Pictures as scanners, presses and old programs write them stay what they are, or are refused for what they are.</summary>
public sealed class RareKindTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(90)]
    [InlineData(1.3)]
    public void AFaxStaysAFax(double degrees)
    {
        using var drawn = Drawing.Quarters(640, 480);
        using var grey = drawn.Colourspace(Enums.Interpretation.Bw);
        var input = folder.Save("in.tif", grey.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Ccittfax4, bitdepth: 1));
        TurnedFile.Write(input, folder["out.tif"], degrees);

        Assert.Equal("1", Tag(folder["out.tif"], "BitsPerSample"));
        Assert.Equal("4", Tag(folder["out.tif"], "Compression"));
    }

    [Fact]
    public void QuarterTurnsKeepInks()
    {
        using var drawn = Drawing.Quarters();
        using var inks = drawn.IccTransform("cmyk", inputProfile: "srgb");
        var input = folder.Save("in.tif", inks.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw));
        TurnedFile.Write(input, folder["out.tif"], 90);

        Assert.Equal("5", Tag(folder["out.tif"], "PhotometricInterpretation"));
        using var before = Image.NewFromFile(input);
        using var expected = before.Rot90();
        using var after = Image.NewFromFile(folder["out.tif"]);
        Assert.Equal(0, (expected - after).Abs().Max());
        Assert.Equal(Tag(input, "ICC_Profile:ProfileDescription"), Tag(folder["out.tif"], "ICC_Profile:ProfileDescription"));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(7)]
    public void AChannelThatIsNotSaidToBeOpacityIsNone(double degrees)
    {
        using var drawn = Drawing.Quarters();
        using var four = drawn.Bandjoin(0);
        var input = folder.Save("in.tif", WithTag(four.TiffsaveBuffer(), 338, 0));
        var written = TurnedFile.Write(input, folder["out.tif"], degrees);

        Assert.Equal([PictureNote.ExtraChannelRemoved], written.Notes);
        using var after = Image.NewFromFile(folder["out.tif"]);
        Assert.Equal(3, after.Bands);
        Assert.False(Given.File(input).Info.HasAlpha);
    }

    [Fact]
    public void ATransparentColourThatNoPixelCanHaveIsNone()
    {
        using var drawn = Drawing.Quarters();
        using var grey = drawn.Colourspace(Enums.Interpretation.Bw);
        var input = folder.Save("in.png", With(Given.Encoded(grey, ".png[keep=none]"), PngChunks.Make("tRNS", [1, 0])));
        TurnedFile.Write(input, folder["out.png"], 7);
        using var after = Image.NewFromFile(folder["out.png"]);
        Assert.Equal(1, after.Bands);
    }

    [Theory]
    [InlineData(180, "200 100")]
    [InlineData(90, "100 200")]
    public void ADensityOfNoUnitStaysOne(double degrees, string expected)
    {
        using var drawn = Drawing.Quarters();
        var png = Given.Encoded(drawn, ".png[keep=none]");
        var at = png.AsSpan().IndexOf("pHYs"u8) - 4;
        var plain = at < 0 ? png : (byte[])[.. png.AsSpan(0, at), .. png.AsSpan(at + 21)];
        var input = folder.Save("in.png", With(plain, PngChunks.Make("pHYs", [0, 0, 0, 200, 0, 0, 0, 100, 0])));
        Assert.Null(Given.File(input).Info.Dpi);
        TurnedFile.Write(input, folder["out.png"], degrees);
        Assert.Equal((expected, "0"), ($"{Tag(folder["out.png"], "PixelsPerUnitX")} {Tag(folder["out.png"], "PixelsPerUnitY")}", Tag(folder["out.png"], "PixelUnits")));
    }

    [Theory]
    [InlineData(258, 12, "12 bits a sample, compression 1")]
    [InlineData(259, 34661, "compression 34661 (JBIG)")]
    [InlineData(262, 8, "colours in Lab")]
    public void ARareTiffIsNamedNotCalledDamaged(ushort tag, ushort value, string said)
    {
        using var drawn = Drawing.Quarters();
        using var one = tag == 258 ? drawn[0] : drawn.Copy(); // three numbers of bits do not stand in the entry
        var refused = Assert.Throws<UprightException>(() => Given.Picture(WithTag(one.TiffsaveBuffer(), tag, value)).OpenForEstimate());
        Assert.Equal(UprightError.UnsupportedFormat, refused.Error);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OldStyleJpegInTilesIsNoBlackPicture()
    {
        using var drawn = Drawing.Quarters();
        var refused = Assert.Throws<UprightException>(() => Given.Picture(WithTag(drawn.TiffsaveBuffer(tile: true), 259, 6)));
        Assert.Equal(UprightError.UnsupportedFormat, refused.Error);
        Assert.Contains("old-style JPEG", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoMessageHasWordsOfAnotherPicture()
    {
        var cut = Given.Quarters(".jpg")[..^200];
        using var drawn = Drawing.Quarters();
        var broken = drawn.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw);
        broken.AsSpan(8, 400).Fill(0xA5);
        var messages = Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(4)
            .Select(i => (IsTiff: i % 2 == 0, Assert.Throws<UprightException>(() => Given.Picture(i % 2 == 0 ? broken : cut).OpenForEstimate()).Message)).ToList();

        Assert.DoesNotContain(messages, message => message.Message.Contains(message.IsTiff ? "jpeg" : "tiff", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(messages, message => message.Message.Contains("says: .", StringComparison.Ordinal));
    }

    // A tag whose one value stands in its entry.
    private static byte[] WithTag(byte[] tiff, ushort tag, ushort value)
    {
        var directory = BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(4));
        for (var i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(directory)); i++)
        {
            var entry = tiff.AsSpan(directory + 2 + (12 * i), 12);
            if (BinaryPrimitives.ReadUInt16LittleEndian(entry) == tag)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(entry[8..], value);
                return tiff;
            }
        }

        throw new InvalidOperationException($"It has no tag {tag}.");
    }

    private static byte[] With(byte[] png, byte[] chunk)
    {
        var pixels = png.AsSpan().IndexOf("IDAT"u8) - 4;
        return [.. png.AsSpan(0, pixels), .. chunk, .. png.AsSpan(pixels)];
    }

    private static string Tag(string path, string tag) => Needs.Output("exiftool", "-n", "-s3", "-" + tag, path).Trim();
}
