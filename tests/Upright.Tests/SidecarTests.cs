using Upright.Tests.Cli;

namespace Upright.Tests;

/// <summary>A file of XMP beside a picture does not turn it away again unnoticed.</summary>
public sealed class SidecarTests : IDisposable
{
    private const string Saying = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>""";

    private static readonly FixOptions Quarter = new() { Turn = new Angle(90) };

    private readonly PictureFolder folder = new();
    private readonly Uprighter upright = Uprighter.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        upright.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("a.png.xmp")]
    [InlineData("a.xmp")]
    public async Task AnotherOrientationIsTold(string name)
    {
        var input = folder.Draw("a.png");
        await File.WriteAllTextAsync(folder[name], Saying, Cancellation);
        var report = await upright.FixAsync(input, folder["out.png"], Quarter, Cancellation);

        Assert.Equal([PictureNote.SidecarOrientation], report.Notes);
        Assert.Contains("\"sidecar-orientation\"", report.ToJson(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.xmp"]) || File.Exists(folder["out.png.xmp"]));
    }

    [Theory]
    [InlineData("a.png.xmp", "out.png.xmp")]
    [InlineData("a.xmp", "out.xmp")]
    public async Task ItGoesAlongSetRightWhereThatIsAskedFor(string name, string beside)
    {
        var input = folder.Draw("a.png");
        await File.WriteAllTextAsync(folder[name], Saying, Cancellation);
        var report = await upright.FixAsync(input, folder["out.png"], Quarter with { Sidecars = true }, Cancellation);

        Assert.Empty(report.Notes);
        Assert.Equal("1", Needs.Output("exiftool", "-n", "-s3", "-XMP-tiff:Orientation", folder[beside]).Trim());
        Assert.Equal(Saying, await File.ReadAllTextAsync(folder[name], Cancellation));

        await upright.FixAsync(input, input, Quarter with { Sidecars = true, InPlace = true, TagOnly = true }, Cancellation);
        Assert.Equal("6", Needs.Output("exiftool", "-n", "-s3", "-XMP-tiff:Orientation", folder[name]).Trim());
    }

    [Fact]
    public async Task WhatBelongsToARawFileIsLeftAlone()
    {
        var input = folder.Draw("a.png");
        await File.WriteAllTextAsync(folder["a.nef"], "raw", Cancellation);
        await File.WriteAllTextAsync(folder["a.xmp"], Saying, Cancellation);
        var report = await upright.FixAsync(input, folder["out.png"], Quarter with { Sidecars = true }, Cancellation);

        Assert.Empty(report.Notes);
        Assert.False(File.Exists(folder["out.xmp"]));
    }

    [Fact]
    public async Task OneThatHoldsForBothPicturesOfANameIsToldAndGoesOnToHoldForTheFirst()
    {
        var input = folder.Draw("a.png");
        await File.WriteAllTextAsync(folder["a.xmp"], Saying, Cancellation);
        Assert.Equal([PictureNote.SidecarOrientation], (await upright.FixAsync(input, folder["a.jpg"], Quarter, Cancellation)).Notes);

        File.Delete(folder["a.jpg"]);
        await upright.FixAsync(input, folder["a.jpg"], Quarter with { Sidecars = true }, Cancellation);
        Assert.Equal(Saying, await File.ReadAllTextAsync(folder["a.xmp"], Cancellation));
        Assert.Equal("1", Needs.Output("exiftool", "-n", "-s3", "-XMP-tiff:Orientation", folder["a.jpg.xmp"]).Trim());
    }

    [Fact]
    public async Task ATurnThatComesToNothingIsNone()
    {
        var input = folder.Draw("a.png");
        var estimate = await upright.EstimateAsync(input, Cancellation) with { Decision = Decision.Turn };
        var plan = upright.Plan(estimate with { Angle = new Angle(0.001) }, new FixOptions());
        Assert.Equal(Decision.Leave, UprightOutput.Report(estimate, new(plan), PictureFormat.Png, isUnchanged: true).Estimate.Decision);
    }
}
