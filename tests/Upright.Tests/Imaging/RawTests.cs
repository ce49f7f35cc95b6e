using System.Buffers.Binary;
using Upright.Imaging;
using Upright.Tests.Cli;

namespace Upright.Tests.Imaging;

/// <summary>Cameras' raw files, drawn here as the TIFFs they are: judged by the JPEG in them, turned by sidecars, never written.</summary>
public sealed class RawTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("cr2", 1)]
    [InlineData("cr2", 6)]
    [InlineData("nef", 8)]
    [InlineData("dng", 3)]
    [InlineData("raf", 6)]
    public void ItIsSeenByTheLargestJpegInItAsItStands(string kind, int orientation)
    {
        var picture = Given.File(folder.Save("in." + kind, Raw(kind, orientation)));

        var isSideways = orientation >= 5;
        Assert.Equal((PictureFormat.Raw, isSideways ? Drawing.Height : Drawing.Width, orientation), (picture.Info.Format, picture.Info.Width, picture.Info.Orientation));
        using var drawn = Drawing.Quarters();
        using var tagged = Upright.Imaging.Orientation.Named(drawn, orientation);
        using var expected = tagged.Autorot();
        using var found = picture.OpenForOutput(PixelAccess.Random);
        Assert.Equal((expected.Width, expected.Height), (found.Width, found.Height));
        Assert.InRange((expected - found).Abs().Avg(), 0, 3);
    }

    [Fact]
    public void ARawFileWithoutAJpegIsRefusedByName()
    {
        var bytes = Raw("nef", 1);
        // The frame's marker of the large JPEG and of the thumbnail.
        for (var at = 0; (at = bytes.AsSpan().IndexOf((byte[])[0xFF, 0xC0])) >= 0;)
        {
            bytes[at + 1] = 0xC3; // without loss, as raw data are
        }

        Assert.Equal(UprightError.UnsupportedFormat, Given.Refused(() => Given.Picture(bytes)));
    }

    [Theory]
    [InlineData("cr2")]
    [InlineData("raf")]
    public async Task TagOnlyTellsASidecarAndLeavesTheFileAlone(string kind)
    {
        var input = folder.Save("in." + kind, Raw(kind, 6));
        var before = await File.ReadAllBytesAsync(input, TestContext.Current.CancellationToken);
        using var upright = Uprighter.Create();

        for (var run = 0; run < 2; run++)
        {
            var report = await upright.FixAsync(input, input, new FixOptions { Turn = new Angle(90), TagOnly = true, InPlace = true }, TestContext.Current.CancellationToken);

            Assert.Equal((RotationMethod.OrientationTag, true), (report.Method, report.IsInputUnchanged));
            Assert.Equal("3", Needs.Output("exiftool", "-n", "-s3", "-XMP-tiff:Orientation", folder["in.xmp"]).Trim());
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(input, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("in.xmp")]
    [InlineData("in.nef.xmp")]
    public async Task ASidecarThatIsThereKeepsWhatItSays(string name)
    {
        var input = folder.Save("in.nef", Raw("nef", 1));
        await File.WriteAllTextAsync(
            folder[name],
            """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="uuid:1" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>""",
            TestContext.Current.CancellationToken);
        using var upright = Uprighter.Create();
        Directory.CreateDirectory(folder["out"]);

        await upright.FixAsync(input, folder["out/in.nef"], new FixOptions { Turn = new Angle(-90), TagOnly = true }, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllBytesAsync(input, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(folder["out/in.nef"], TestContext.Current.CancellationToken));
        Assert.Equal(["4", "8"], Needs.Output("exiftool", "-n", "-s3", "-XMP-xmp:Rating", "-XMP-tiff:Orientation", folder["out/" + name]).Trim().Split('\n'));
    }

    [Fact]
    public async Task ItIsNotWrittenInAnotherWay()
    {
        var input = folder.Save("in.dng", Raw("dng", 1));
        using var upright = Uprighter.Create();

        foreach (var output in (string[])["out.dng", "out.jpg"])
        {
            var refused = await Assert.ThrowsAsync<UprightException>(() => upright.FixAsync(input, folder[output], new FixOptions { Turn = new Angle(90) }, TestContext.Current.CancellationToken));
            Assert.Same(UprightError.CannotEncode, refused.Error);
            Assert.Contains("--tag-only", refused.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(folder[output]));
        }
    }

    [Fact]
    public async Task OfAFolderTheyAreJudgedAndFixedOnlyByTheTag()
    {
        Directory.CreateDirectory(folder["in"]);
        folder.Save("in/a.nef", Raw("nef", 1));

        var judged = await ToolRun.Of("detect", folder["in"], "--csv");
        var left = await ToolRun.Of("fix", folder["in"], "-o", folder["left"], "--csv");
        var tagged = await ToolRun.Of("fix", folder["in"], "-o", folder["tagged"], "--tag-only", "--csv");

        Assert.Equal((2, 1, 2), (judged.Lines.Length, left.Lines.Length, tagged.Lines.Length));
        Assert.True(File.Exists(folder["tagged/a.nef"]));
    }

    // The first directory has a thumbnail and where the others are, as cameras write it: one with raw data, one with the large JPEG.
    internal static byte[] Raw(string kind, int orientation)
    {
        using var drawn = Drawing.Quarters();
        using var thumbnail = drawn.ThumbnailImage(32);
        var (large, small) = (drawn.JpegsaveBuffer(q: 95), thumbnail.JpegsaveBuffer());
        if (kind == "raf")
        {
            using var named = Upright.Imaging.Orientation.Named(drawn, orientation);
            return Raf(named.JpegsaveBuffer(q: 95));
        }

        const int Start = 8, Short = 3, Long = 4;
        var head = kind == "cr2" ? (byte[])[.. "II*\0"u8, 16, 0, 0, 0, .. "CR\u0002\0"u8, 0, 0, 0, 0] : [.. "II*\0"u8, Start, 0, 0, 0];
        (int Tag, int Type, int Count)[] first = [(254, Long, 1), (274, Short, 1), (330, Long, 2), (513, Long, 1), (514, Long, 1), .. kind == "dng" ? ((int, int, int)[])[(50706, 1, 4)] : []];
        var (second, third) = (head.Length + Size(first.Length), head.Length + Size(first.Length) + Size(3));
        var lists = third + Size(3);
        var (smallAt, largeAt) = (lists + 8, lists + 8 + small.Length);
        var dataAt = largeAt + large.Length;
        var isCanon = kind == "cr2";
        using MemoryStream file = new();
        file.Write(head);
        AddDirectory(file, [.. first.Select(entry => (entry.Tag, entry.Type, entry.Count, entry.Tag switch { 254 => 1, 274 => orientation, 330 => lists, 513 => smallAt, 514 => small.Length, _ => 0x0401 }))]);
        AddDirectory(file, [(259, Short, 1, 34713), (273, Long, 1, dataAt), (279, Long, 1, 4000)]);
        AddDirectory(file, [(259, Short, 1, 6), (isCanon ? 273 : 513, Long, 1, largeAt), (isCanon ? 279 : 514, Long, 1, large.Length)]);
        Write(file, second);
        Write(file, third);
        file.Write(small);
        file.Write(large);
        file.Write(new byte[4000]);
        return file.ToArray();
    }

    private static byte[] Raf(byte[] jpeg)
    {
        var head = new byte[148];
        "FUJIFILMCCD-RAW 0201FF383501X100"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(84), head.Length);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(88), jpeg.Length);
        return [.. head, .. jpeg, .. new byte[4000]];
    }

    private static int Size(int entries) => 2 + (12 * entries) + 4;

    private static void AddDirectory(MemoryStream file, (int Tag, int Type, int Count, int Value)[] entries)
    {
        file.Write([(byte)entries.Length, 0]);
        foreach (var (tag, type, count, value) in entries)
        {
            file.Write([(byte)tag, (byte)(tag >> 8), (byte)type, 0]);
            Write(file, count);
            Write(file, value);
        }

        Write(file, 0);
    }

    private static void Write(MemoryStream file, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        file.Write(bytes);
    }
}
