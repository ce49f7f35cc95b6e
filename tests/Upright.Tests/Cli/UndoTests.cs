using NetVips;

namespace Upright.Tests.Cli;

/// <summary>`fix FOLDER --in-place`, and back.</summary>
public sealed class UndoTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "test_input.jpg");

    private const string Saying = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>""";

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AQuarterTurnIsPutBackExactly()
    {
        var before = DrawOnItsSide("in/a.png");
        await Fix("--only", "quarter");
        Assert.NotEqual(before, Pixels("in/a.png"));

        var undo = await ToolRun.Of("undo", folder["in"]);

        Assert.Equal(0, undo.ExitCode);
        Assert.Contains("1 of 1 turned pictures put back.", undo.Messages, StringComparison.Ordinal);
        Assert.Equal(before, Pixels("in/a.png"));
        Assert.Contains("0 of 0", (await ToolRun.Of("undo", folder["in"])).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeptOriginalIsPutBackByteForByte()
    {
        Directory.CreateDirectory(folder["in"]);
        File.Copy(Sample, folder["in/a.jpg"]);
        folder.Draw("in/b.png");
        var before = folder.Bytes("in/a.jpg");

        await Fix("--keep-originals", folder["kept"]);
        Assert.NotEqual(before, folder.Bytes("in/a.jpg"));
        Assert.Equal(before, folder.Bytes("kept/a.jpg"));
        var again = await Fix("--keep-originals", folder["kept"]);
        Assert.Contains("2 done by an earlier run", again.Messages, StringComparison.Ordinal);

        Assert.Equal(0, (await ToolRun.Of("undo", folder["in"])).ExitCode);
        Assert.Equal(before, folder.Bytes("in/a.jpg"));
    }

    [Fact]
    public async Task SidecarsArePutBackByteForByteWithTheirPictures()
    {
        var sidecars = await DrawWithSidecarsAsync();
        await Fix("--sidecars", "--only", "quarter", "--keep-originals", folder["kept"]);
        Assert.All(sidecars, name => Assert.NotEqual(Saying, File.ReadAllText(folder["in/" + name])));

        Assert.Equal(0, (await ToolRun.Of("undo", folder["in"])).ExitCode);
        Assert.All(sidecars, name => Assert.Equal(Saying, File.ReadAllText(folder["in/" + name])));
    }

    [Fact]
    public async Task ASidecarThatWasEditedSinceKeepsTheEdits()
    {
        var sidecars = await DrawWithSidecarsAsync();
        await Fix("--sidecars", "--only", "quarter", "--keep-originals", folder["kept"]);
        await File.WriteAllTextAsync(folder["in/a.xmp"], "edited", TestContext.Current.CancellationToken);

        var undo = await ToolRun.Of("undo", folder["in"]);

        Assert.Contains("a.xmp: It has been changed since it was turned", undo.Messages, StringComparison.Ordinal);
        Assert.Equal("edited", await File.ReadAllTextAsync(folder["in/a.xmp"], TestContext.Current.CancellationToken));
        Assert.Equal(Saying, await File.ReadAllTextAsync(folder["in/" + sidecars[0]], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SidecarsThatDidNotChangeAreNotKept()
    {
        await DrawWithSidecarsAsync();
        await Fix("--only", "quarter", "--keep-originals", folder["kept"]);
        Assert.Equal(["a.png"], Directory.EnumerateFiles(folder["kept"]).Select(Path.GetFileName));
    }

    // As if the run had been killed after the picture was replaced and before its result was written.
    [Fact]
    public async Task AKillBehindTheReplacementCanBeUndone()
    {
        var before = DrawOnItsSide("in/a.png");
        await Fix("--only", "quarter");
        var lines = await File.ReadAllLinesAsync(folder["in/upright.jsonl"], TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Length);
        await File.WriteAllLinesAsync(folder["in/upright.jsonl"], lines[..1], TestContext.Current.CancellationToken);

        Assert.Equal(0, (await ToolRun.Of("undo", folder["in"])).ExitCode);
        Assert.Equal(before, Pixels("in/a.png"));
    }

    [Fact]
    public async Task WhatCannotBePutBackIsToldAndStays()
    {
        Directory.CreateDirectory(folder["in"]);
        File.Copy(Sample, folder["in/a.jpg"]);
        await Fix();
        var turned = folder.Bytes("in/a.jpg");

        var undo = await ToolRun.Of("undo", folder["in"]);

        Assert.Equal(UprightError.FileNotFound.ExitCode, undo.ExitCode);
        Assert.Contains("--keep-originals", undo.Messages, StringComparison.Ordinal);
        Assert.Equal(turned, folder.Bytes("in/a.jpg"));
    }

    [Fact]
    public async Task OriginalsAreNotKeptAmongWhatIsTurned()
    {
        folder.Draw("in/a.png");
        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await Fix("--keep-originals", folder["in/kept"])).ExitCode);
    }

    private Task<ToolRun> Fix(params string[] more) => ToolRun.Of(["fix", folder["in"], "--in-place", "--threshold", "0", .. more]);

    private async Task<string[]> DrawWithSidecarsAsync()
    {
        DrawOnItsSide("in/a.png");
        string[] names = ["a.png.xmp", "a.xmp"];
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(folder["in/" + name], Saying, TestContext.Current.CancellationToken);
        }

        return names;
    }

    /// <summary>Writes the sample on its side; its pixels.</summary>
    private byte[] DrawOnItsSide(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        using var picture = Image.NewFromFile(Sample);
        using var onItsSide = picture.Rot90();
        onItsSide.WriteToFile(folder[name]);
        return Pixels(name);
    }

    private byte[] Pixels(string name)
    {
        using var picture = Image.NewFromBuffer(folder.Bytes(name)); // not by its name, under which libvips may know what it was
        return picture.WriteToMemory<byte>();
    }
}
