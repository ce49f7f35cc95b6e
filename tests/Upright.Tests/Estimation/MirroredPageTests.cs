using System.Text.Json;
using NetVips;
using Upright.Rectification;
using Upright.Tests.Cli;
using Upright.Tests.Rectification;
using Upright.Tests.TextLines;

namespace Upright.Tests.Estimation;

/// <summary>
/// Mirrored pages from file to file, with a model that cannot be wrong about these drawings: red grows upwards, green to the right.
/// </summary>
public sealed class MirroredPageTests : IDisposable
{
    private const int Width = 640;
    private const int Height = 896;

    private readonly PictureFolder folder = new();

    public static TheoryData<double, bool> Views => new MatrixTheoryData<double, bool>([0, 180, 90, -90, 7.3, -172], [false, true]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Views))]
    public async Task WhetherItIsSeenInAMirrorIsToldWithTheAngle(double degrees, bool mirrored)
    {
        using var upright = Knowing();

        var estimate = await upright.EstimateAsync(Seen("in.png", degrees, mirrored), Cancellation);

        Assert.Equal(mirrored, estimate.Mirrored);
        Assert.InRange(estimate.MirroredConfidence!.Value, 0.95, 1);
        Assert.InRange(estimate.Angle.DistanceTo(new Angle(degrees)), 0, 0.1);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task UnmirrorGivesThePageAsItWasWritten(double degrees, bool mirrored)
    {
        using var upright = Knowing();
        using var page = Page();

        var report = await upright.FixAsync(Seen("in.png", degrees, mirrored), folder["out.png"], new FixOptions { Unmirror = true }, Cancellation);

        Assert.Equal(mirrored, report.Unmirrored);
        using var written = Image.NewFromFile(folder["out.png"]);
        Assert.Equal((written.Width, written.Height), (report.OutputWidth, report.OutputHeight));
        using var middle = Drawn.Middle(written, 320, 480);
        using var expected = Drawn.Middle(page, 320, 480);
        using var difference = (middle - expected).Abs();
        Assert.InRange(difference.Avg(), 0, degrees % 90 == 0 ? 0 : 3);
    }

    [Fact]
    public async Task AMirroredJpegLosesNothing()
    {
        using var upright = Knowing();

        var report = await upright.FixAsync(Seen("in.jpg", 0, mirrored: true), folder["out.jpg"], new FixOptions { Unmirror = true }, Cancellation);

        Assert.Equal((RotationMethod.LosslessQuarter, 0), (report.Method, report.Turned.Degrees));
        using var before = Image.NewFromFile(folder["in.jpg"]);
        using var after = Image.NewFromFile(folder["out.jpg"]).FlipHor();
        using var difference = (before - after).Abs();
        Assert.InRange(difference.Avg(), 0, 0.6);
    }

    [Fact]
    public async Task ATagAloneCanUndoAMirror()
    {
        using var upright = Knowing();

        var report = await upright.FixAsync(Seen("in.jpg", 180, mirrored: true), folder["out.jpg"], new FixOptions { Unmirror = true, TagOnly = true }, Cancellation);

        Assert.Equal(RotationMethod.OrientationTag, report.Method);
        using var tagged = Image.NewFromFile(folder["out.jpg"]);
        Assert.Equal(4, Convert.ToInt32(tagged.Get("orientation"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.False((await upright.EstimateAsync(folder["out.jpg"], Cancellation)).Mirrored);
    }

    [Theory]
    [InlineData(false, 0.95)] // not asked for
    [InlineData(true, 1)] // not sure enough
    public async Task NothingIsExchangedUnlessAskedForAndSure(bool unmirror, double threshold)
    {
        using var upright = Knowing(threshold);

        var report = await upright.FixAsync(Seen("in.jpg", 0, mirrored: true), folder["out.jpg"], new FixOptions { Unmirror = unmirror }, Cancellation);

        Assert.True(report is { Unmirrored: false, IsInputUnchanged: true, Estimate.Mirrored: true });
        Assert.Equal(folder.Bytes("in.jpg"), folder.Bytes("out.jpg"));
    }

    [Fact]
    public async Task WithoutLettersNothingIsSaid()
    {
        using var upright = Knowing();
        using var empty = Coloured(Enumerable.Repeat((byte)245, Width * Height).ToArray());
        empty.WriteToFile(folder["in.png"]);

        var estimate = await upright.EstimateAsync(folder["in.png"], Cancellation);

        Assert.Null(estimate.Mirrored);
        Assert.Null(estimate.MirroredConfidence);
        Assert.DoesNotContain("mirrored", estimate.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheToolTellsInEveryForm()
    {
        string path = Seen("in.jpg", 0, mirrored: true), model = Model();

        Assert.Contains("letters seen in a mirror, confidence 1.00", (await ToolRun.Of("detect", path, "--model", model)).Answers, StringComparison.Ordinal);
        Assert.EndsWith(",true,,", (await ToolRun.Of("detect", path, "--model", model, "--csv")).Lines[1], StringComparison.Ordinal);
        var run = await ToolRun.Of("fix", path, "-o", folder["out.jpg"], "--unmirror", "--report", "--model", model);

        Assert.Contains("unmirrored into", run.Answers, StringComparison.Ordinal);
        using var meta = JsonDocument.Parse(folder.Bytes("out_meta.json"));
        Assert.True(meta.RootElement.GetProperty("mirrored").GetBoolean());
        Assert.True(meta.RootElement.GetProperty("unmirrored").GetBoolean());
        Assert.InRange(meta.RootElement.GetProperty("mirrored_confidence").GetDouble(), 0.95, 1);
    }

    private Uprighter Knowing(double threshold = 0.5) => Uprighter.Create(new UprightOptions { ModelPath = Model(), Threshold = threshold, TextDeadBand = 0.1 });

    private string Model()
    {
        Needs.PythonModule("onnx");
        var path = folder["coloured.onnx"];
        if (!File.Exists(path))
        {
            Needs.Output(Needs.Python, Path.Combine(Repository.Root, "tests", "Upright.Tests", "Estimation", "coloured_model.py"), path);
        }

        return path;
    }

    /// <summary>The page as it is seen that must be turned by these degrees and then, or not, mirrored.</summary>
    private string Seen(string name, double degrees, bool mirrored)
    {
        using var page = Page();
        using var exchanged = mirrored ? page.FlipHor() : page.Copy();
        using var turned = Rectifier.Rectify(exchanged, RotationPlan.For(new Angle(-degrees), Width, Height, Canvas.Inner), Fill.Auto, keepsAlpha: false);
        turned.WriteToFile(folder[name]);
        return folder[name];
    }

    private static Image Page() => Coloured(new DrawnPage(Width, Height).Paragraph(40, 30, 600, 860, 9).Seen(0));

    /// <summary>Ink on paper whose colour tells up and right.</summary>
    private static Image Coloured(byte[] grey)
    {
        var pixels = new byte[3 * grey.Length];
        for (var i = 0; i < grey.Length; i++)
        {
            double x = (double)(i % Width) / Width, y = (double)(i / Width) / Height;
            var ink = (245 - grey[i]) * 0.15;
            pixels[3 * i] = (byte)(60 + (190 * (1 - y)) - ink);
            pixels[(3 * i) + 1] = (byte)(60 + (190 * x) - ink);
            pixels[(3 * i) + 2] = (byte)(150 - ink);
        }

        using var image = Image.NewFromMemory(pixels, Width, Height, 3, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
