using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using NetVips;

namespace Upright.Tests.Imaging;

/// <summary>Films, gain maps and makers' data behind the picture of a JPEG are there after every way of turning it, and found by those who look for them.</summary>
public sealed class BehindThePictureTests : IDisposable
{
    // Turned by moving blocks, by decoding (17 columns cannot be moved), by resampling.
    private const int Whole = 96;
    private const int Cut = 97;

    private static readonly byte[] Film = [0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8, .. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    private static readonly byte[] SamsungTrailer =
    [
        0, 0, 0x30, 0x0A, 16, 0, 0, 0, .. "MotionPhoto_Data"u8, .. Film,
        .. "SEFH"u8, 101, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x30, 0x0A, .. LittleEndian(24 + Film.Length), .. LittleEndian(24 + Film.Length), 24, 0, 0, 0, .. "SEFT"u8,
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Whole, 90, RotationMethod.LosslessQuarter)]
    [InlineData(Cut, -90, RotationMethod.Quarter)]
    [InlineData(Whole, 6, RotationMethod.AffineWarp)]
    public void AFilmIsFoundWhereItIsAnnounced(int width, double degrees, RotationMethod method)
    {
        var input = folder.Save("in.jpg", [.. WithSegments(Drawn(width), Xmp($"""GCamera:MicroVideo="1" GCamera:MicroVideoOffset="{Film.Length}" """)), .. Film]);
        var written = TurnedFile.Write(input, folder["out.jpg"], degrees);

        Assert.Equal(method, written.Plan.Method);
        Assert.Empty(written.Notes);
        var offset = Read(folder["out.jpg"]).GetProperty("XMP-GCamera:MicroVideoOffset").GetInt32();
        Assert.Equal(Film, File.ReadAllBytes(folder["out.jpg"])[^offset..]);
    }

    [Theory]
    [InlineData(Whole, 180, RotationMethod.LosslessQuarter)]
    [InlineData(Cut, -90, RotationMethod.Quarter)]
    [InlineData(Whole, 6, RotationMethod.AffineWarp)]
    public void AMakersTrailerIsKeptByteForByte(int width, double degrees, RotationMethod method)
    {
        var input = folder.Save("in.jpg", [.. Drawn(width), .. SamsungTrailer]);
        Assert.Equal(method, TurnedFile.Write(input, folder["out.jpg"], degrees).Plan.Method);
        Assert.Equal(SamsungTrailer, File.ReadAllBytes(folder["out.jpg"])[^SamsungTrailer.Length..]);
        Assert.Equal(Film, Binary(folder["out.jpg"], "-EmbeddedVideoFile"));
    }

    [Theory]
    [InlineData(Whole, 1, 90, RotationMethod.LosslessQuarter)]
    [InlineData(Whole, 6, -90, RotationMethod.LosslessQuarter)]
    [InlineData(Cut, 1, -90, RotationMethod.Quarter)]
    [InlineData(Whole, 8, 180, RotationMethod.LosslessQuarter)]
    [InlineData(Whole, 1, 6, RotationMethod.AffineWarp)]
    [InlineData(Whole, 6, 84, RotationMethod.AffineWarp)]
    public void AGainMapIsTurnedWithItsPicture(int width, int orientation, double degrees, RotationMethod method)
    {
        var input = folder.Save("in.jpg", UltraHdr(Drawn(width), GainMap(width), orientation));
        var written = TurnedFile.Write(input, folder["out.jpg"], degrees);

        Assert.Equal(method, written.Plan.Method);
        Assert.Empty(written.Notes);
        AssertTurnedTogether(folder["out.jpg"]);
        Assert.Equal(Warnings(input), Warnings(folder["out.jpg"]));
    }

    [Fact]
    public void AGainMapLosesWhatItsPictureLoses()
    {
        // Five pixels of a hundred and one cannot be moved, and one or two of fifty.
        using var large = Drawing.Quarters(1013, 640);
        using var small = Drawing.Quarters(507, 320);
        var input = folder.Save("in.jpg", UltraHdr(Given.Encoded(large, ".jpg[Q=95,subsample-mode=on]"), Given.Encoded(small, ".jpg[Q=95]"), orientation: 1));
        var written = TurnedFile.Write(input, folder["out.jpg"], 180, new FixOptions { Edge = JpegEdge.Trim });

        Assert.Equal((RotationMethod.LosslessQuarter, 1008), (written.Plan.Method, written.Plan.OutputWidth));
        AssertTurnedTogether(folder["out.jpg"]);
    }

    [Fact]
    public void FilmAndGainMapStayApart()
    {
        var input = folder.Save("in.jpg", [.. UltraHdr(Drawn(Whole), GainMap(Whole), orientation: 1, Film.Length), .. Film]);
        TurnedFile.Write(input, folder["out.jpg"], 90);

        AssertTurnedTogether(folder["out.jpg"]);
        var lengths = Lengths(Read(folder["out.jpg"]));
        var bytes = File.ReadAllBytes(folder["out.jpg"]);
        Assert.Equal(Film, bytes[^lengths[1]..]);
        Assert.Equal(Binary(folder["out.jpg"], "-MPImage2"), bytes[^(lengths[0] + lengths[1])..^lengths[1]]);
    }

    [Theory]
    [InlineData(Whole, 90)]
    [InlineData(Whole, 6)]
    public void ADamagedGainMapIsRemovedWithAllThatAnnouncesItAndTold(int width, double degrees)
    {
        var damaged = GainMap(width)[..200];
        var input = folder.Save("in.jpg", UltraHdr(Drawn(width), damaged, orientation: 1));
        var written = TurnedFile.Write(input, folder["out.jpg"], degrees);

        Assert.Equal([PictureNote.GainMapRemoved], written.Notes);
        AssertNothingAnnounced(folder["out.jpg"]);
    }

    [Fact]
    public void WhatAnotherFormatCannotHoldIsTold()
    {
        var input = folder.Save("in.jpg", [.. UltraHdr(Drawn(Whole), GainMap(Whole), orientation: 1, Film.Length), .. Film]);
        Assert.Equal([PictureNote.GainMapRemoved, PictureNote.FilmRemoved], TurnedFile.Write(input, folder["out.png"], 90).Notes);
        AssertNothingAnnounced(folder["out.png"]);

        var trailed = folder.Save("trailed.jpg", [.. Drawn(Whole), .. "whatever a maker puts there"u8]);
        Assert.Equal([PictureNote.TrailerRemoved], TurnedFile.Write(trailed, folder["trailed.webp"], 90).Notes);
    }

    [Fact]
    public void TheTagAloneLeavesTheIndexTrue()
    {
        var input = folder.Save("in.jpg", UltraHdr(Drawn(Whole), GainMap(Whole), orientation: null));
        TurnedFile.Write(input, folder["out.jpg"], 90, new FixOptions { TagOnly = true });
        Assert.Equal(GainMap(Whole), Binary(folder["out.jpg"], "-MPImage2"));
        Assert.Equal(new FileInfo(folder["out.jpg"]).Length - GainMap(Whole).Length, Read(folder["out.jpg"]).GetProperty("MPImage1:MPImageLength").GetInt64());
    }

    // The gain map shows the same four quarters at half the size: where the picture is red, so must it be.
    private void AssertTurnedTogether(string path)
    {
        var second = Binary(path, "-MPImage2");
        using var picture = Image.NewFromFile(path);
        using var map = Image.NewFromBuffer(second);
        Assert.Equal((double)picture.Width / picture.Height, (double)map.Width / map.Height, 0.03);
        Drawing.AssertColours(Drawing.Colours(picture), Drawing.Colours(map), 25);
        Assert.Equal(1, map.Contains("orientation") ? (int)map.Get("orientation") : 1);

        var read = Read(path);
        Assert.Equal(second.Length, read.GetProperty("MPImage2:MPImageLength").GetInt32());
        Assert.Equal(second.Length, Lengths(read)[0]);
        Assert.Equal("1.0", read.GetProperty("XMP-hdrgm:Version").ToString());
    }

    private static string Warnings(string path) => Needs.Output("exiftool", "-validate", "-warning", "-a", path);

    // Of what the container lists behind the picture itself.
    private static List<int> Lengths(JsonElement read) =>
        [.. read.GetProperty("XMP-Container:Directory").EnumerateArray().Skip(1).Select(entry => entry.GetProperty("Item").GetProperty("Length").GetInt32())];

    private static void AssertNothingAnnounced(string path)
    {
        var read = Read(path);
        Assert.DoesNotContain(read.EnumerateObject(), tag => tag.Name.StartsWith("MP", StringComparison.Ordinal)
            || tag.Name.StartsWith("XMP-hdrgm", StringComparison.Ordinal) || tag.Name.StartsWith("XMP-Container", StringComparison.Ordinal) || tag.Name.StartsWith("XMP-GCamera", StringComparison.Ordinal));
        Assert.Equal("kept", read.GetProperty("XMP-dc:Source").GetString());
    }

    private static byte[] Drawn(int width) => Encoded(width, 64, 95);

    private static byte[] GainMap(int width) => WithSegments(Encoded(width == Whole ? 48 : 49, 32, 90), Xmp("""hdrgm:Version="1.0" hdrgm:GainMapMax="2.0" """));

    private static byte[] Encoded(int width, int height, int quality)
    {
        using var even = Drawing.Quarters(width / 2 * 2, height);
        using var drawn = even.Embed(0, 0, width, height, extend: Enums.Extend.Copy);
        return Given.Encoded(drawn, $".jpg[Q={quality},subsample-mode=off]");
    }

    private static byte[] UltraHdr(byte[] picture, byte[] map, int? orientation, int film = 0)
    {
        const int IndexLength = 4 + 8 + 2 + (3 * 12) + 4 + 32;
        var oriented = orientation is { } known ? Jpeg.WithExif(picture, Exif.WithOrientation((uint)known)) : picture;
        var list = $"""
            <Container:Directory><rdf:Seq>
            <rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>
            <rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="{map.Length}"/></rdf:li>
            {(film > 0 ? $"""<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="MotionPhoto" Item:Mime="video/mp4" Item:Length="{film}"/></rdf:li>""" : "")}
            </rdf:Seq></Container:Directory>
            """;
        var xmp = Xmp($"""hdrgm:Version="1.0" {(film > 0 ? "GCamera:MotionPhoto=\"1\" " : "")}dc:source="kept" """, list);
        var length = WithSegments(oriented, xmp, Segment(0xE2, new byte[IndexLength])).Length;
        var indexAt = 2 + xmp.Length + 4 + 4; // behind two markers, a length and "MPF\0"
        byte[] index =
        [
            .. "MPF\0II*\0"u8, 8, 0, 0, 0, 3, 0,
            .. Entry(0xB000, 7, 4, 0x30303130), .. Entry(0xB001, 4, 1, 2), .. Entry(0xB002, 7, 32, 50), 0, 0, 0, 0,
            .. LittleEndian(0x00030000), .. LittleEndian(length), 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, .. LittleEndian(map.Length), .. LittleEndian(length - indexAt), 0, 0, 0, 0,
        ];
        Assert.Equal(IndexLength, index.Length);
        return [.. WithSegments(oriented, xmp, Segment(0xE2, index)), .. map];
    }

    private static byte[] WithSegments(byte[] jpeg, params byte[][] segments) => [.. jpeg.AsSpan(0, 2), .. segments.SelectMany(segment => segment), .. jpeg.AsSpan(2)];

    private static byte[] Xmp(string attributes, string elements = "") => Segment(0xE1, Encoding.UTF8.GetBytes($"""
        http://ns.adobe.com/xap/1.0/{'\0'}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
        xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/"
        xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" xmlns:dc="http://purl.org/dc/elements/1.1/" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>
        """));

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Entry(ushort tag, ushort type, uint count, uint value) => [(byte)tag, (byte)(tag >> 8), (byte)type, 0, .. LittleEndian((int)count), .. LittleEndian((int)value)];

    private static byte[] LittleEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static JsonElement Read(string path)
    {
        using var json = JsonDocument.Parse(Needs.Output("exiftool", "-json", "-struct", "-G1", "-a", "-n", path));
        return json.RootElement[0].Clone();
    }

    private byte[] Binary(string path, string tag)
    {
        var extracted = Path.GetFileName(path) + tag + ".bin";
        Needs.Output("exiftool", "-b", tag, "-w!", $"{folder["%f.%e" + tag]}.bin", path);
        return File.ReadAllBytes(folder[extracted]);
    }
}
