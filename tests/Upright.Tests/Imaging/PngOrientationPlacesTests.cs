using System.IO.Compression;
using System.Text;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>A PNG holds its orientation wherever programs have put it; after a turn none of them turns the picture away again.</summary>
public sealed class PngOrientationPlacesTests : IDisposable
{
    private const string Packet = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, byte[]> Places => new()
    {
        { "zTXt exif", Compressed("Raw profile type exif", Profile("exif", [.. "Exif\0\0"u8, .. Exif.WithOrientation(6)])) },
        { "tEXt APP1", Plain("Raw profile type APP1", Profile("generic profile", [.. "Exif\0\0"u8, .. Exif.WithOrientation(6)])) },
        { "zTXt xmp", Compressed("Raw profile type xmp", Profile("xmp", Encoding.ASCII.GetBytes(Packet))) },
        { "iTXt XMP", PngChunks.Make("iTXt", Encoding.ASCII.GetBytes($"XML:com.adobe.xmp\0\0\0\0\0{Packet}")) },
        { "tEXt exif:Orientation", Plain("exif:Orientation", "6") },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void EveryPlaceIsReset(string place, byte[] chunk)
    {
        var input = folder.Save("in.png", With(chunk));
        Assert.Contains("6", Orientations(input));
        foreach (var degrees in new[] { 90, 7 })
        {
            TurnedFile.Write(input, folder["out.png"], degrees);
            Assert.Equal(["1"], Orientations(folder["out.png"]).Distinct());
        }

        if (place.EndsWith("exif", StringComparison.Ordinal) || place.EndsWith("APP1", StringComparison.Ordinal))
        {
            Assert.Equal("Upright", Needs.Output("exiftool", "-s3", "-Make", folder["out.png"]).Trim());
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void TheTagAloneIsSetInEveryPlace(string place, byte[] chunk)
    {
        var input = folder.Save("in.png", With(chunk));
        TurnedFile.Write(input, folder["out.png"], 180, new FixOptions { TagOnly = true });
        Assert.True(Orientations(folder["out.png"]).Distinct() is var said && said.SequenceEqual([Given.File(folder["out.png"]).Info.Orientation.ToString(System.Globalization.CultureInfo.InvariantCulture)]), place);
    }

    private static byte[] With(byte[] chunk)
    {
        var png = Given.Quarters(".png");
        var pixels = png.AsSpan().IndexOf("IDAT"u8) - 4;
        return [.. png.AsSpan(0, pixels), .. chunk, .. png.AsSpan(pixels)];
    }

    private static string[] Orientations(string path) =>
        Needs.Output("exiftool", "-a", "-n", "-s3", "-Orientation", "-PNG:exif:Orientation", "-EXIF:Orientation", path).Split('\n', StringSplitOptions.RemoveEmptyEntries) is var found
            ? [.. found, .. TextOrientation(path)]
            : [];

    // exiftool does not know the text.
    private static string[] TextOrientation(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("exif:Orientation\0"u8);
        return at < 0 ? [] : [((char)bytes[at + "exif:Orientation\0".Length]).ToString()];
    }

    private static string Profile(string name, byte[] block) => $"\n{name}\n{block.Length,8}\n{string.Join('\n', Convert.ToHexStringLower(block).Chunk(72).Select(line => new string(line)))}\n";

    private static byte[] Plain(string keyword, string text) => PngChunks.Make("tEXt", Encoding.Latin1.GetBytes(keyword + '\0' + text));

    private static byte[] Compressed(string keyword, string text)
    {
        using MemoryStream bytes = new();
        bytes.Write(Encoding.Latin1.GetBytes(keyword + "\0\0"));
        using (ZLibStream deflated = new(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflated.Write(Encoding.Latin1.GetBytes(text));
        }

        return PngChunks.Make("zTXt", bytes.ToArray());
    }
}
