using System.Globalization;
using System.Text.Json;
using NetVips;
using Upright.Tests.Cli;

namespace Upright.Tests;

/// <summary>The library as a caller meets it. Threshold 0 forces an answer; these tests do not judge the angle.</summary>
public sealed class UprighterTests : IDisposable
{
    private readonly PictureFolder folder = new();
    private readonly Uprighter certain = Uprighter.Create(new UprightOptions { Threshold = 0, DeadBand = 0, TextDeadBand = 0 });
    private readonly Uprighter doubtful = Uprighter.Create(new UprightOptions { Threshold = 1 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        certain.Dispose();
        doubtful.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task PathStreamBytesAndPixelsGetTheSameAnswer()
    {
        var path = folder.Draw("a.png");
        using var stream = File.OpenRead(path);
        using var image = Image.NewFromFile(path);
        var pixels = image.WriteToMemory<byte>();

        var expected = (await certain.EstimateAsync(path, Cancellation)).Angle.Degrees;

        Assert.Equal(expected, (await certain.EstimateAsync(stream, Cancellation)).Angle.Degrees, 1e-3);
        Assert.Equal(expected, (await certain.EstimateAsync(folder.Bytes("a.png").AsMemory(), Cancellation)).Angle.Degrees, 1e-3);
        Assert.Equal(expected, (await certain.EstimateAsync(pixels, 320, 240, 3 * 320, PixelFormat.Rgb, Cancellation)).Angle.Degrees, 1e-3);
    }

    [Theory]
    [InlineData(PixelFormat.Bgr, 3, 0)]
    [InlineData(PixelFormat.Rgb, 3, 17)]
    [InlineData(PixelFormat.Rgba, 4, 0)]
    [InlineData(PixelFormat.Bgra, 4, 5)]
    public async Task OrderAndStrideOfPixelsAreRespected(PixelFormat format, int channels, int padding)
    {
        using var image = Image.NewFromFile(folder.Draw("a.png"));
        var rgb = image.WriteToMemory<byte>();
        var stride = (channels * 320) + padding;
        var pixels = new byte[stride * 240];
        for (var i = 0; i < 320 * 240; i++)
        {
            var to = pixels.AsSpan(((i / 320) * stride) + (i % 320 * channels), channels);
            rgb.AsSpan(3 * i, 3).CopyTo(to);
            if (format is PixelFormat.Bgr or PixelFormat.Bgra)
            {
                to[..3].Reverse();
            }

            if (channels == 4)
            {
                to[3] = 255;
            }
        }

        var expected = await certain.EstimateAsync(folder["a.png"], Cancellation);

        Assert.Equal(expected.Angle.Degrees, (await certain.EstimateAsync(pixels, 320, 240, stride, format, Cancellation)).Angle.Degrees, 1e-3);
    }

    [Fact]
    public async Task PixelsAreWrittenUprightAsPng()
    {
        using MemoryStream output = new();
        var report = await certain.FixAsync(new byte[3 * 64 * 48], 64, 48, 3 * 64, PixelFormat.Rgb, output, cancellationToken: Cancellation);

        using var written = Image.NewFromBuffer(output.ToArray());
        Assert.Equal(PictureFormat.Png, report.OutputFormat);
        Assert.Equal((report.OutputWidth, report.OutputHeight), (written.Width, written.Height));
    }

    [Fact]
    public async Task PixelsThatDoNotFitTheirSizeAreRefused() => Assert.Same(
        UprightError.InvalidOptions,
        (await Assert.ThrowsAsync<UprightException>(() => certain.EstimateAsync(new byte[10], 64, 48, 192, PixelFormat.Rgb, Cancellation))).Error);

    [Fact]
    public async Task OneInstanceServesManyCallers()
    {
        var paths = Enumerable.Range(0, 4).Select(i => folder.Draw($"{i}.png", 300 + (40 * i))).ToList();
        var alone = new List<double>();
        foreach (var path in paths)
        {
            alone.Add((await certain.EstimateAsync(path, Cancellation)).Angle.Degrees);
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => certain.EstimateAsync(paths[i % 4], Cancellation)));

        Assert.All(together.Index(), item => Assert.Equal(alone[item.Index % 4], item.Item.Angle.Degrees, 1e-3));
    }

    [Fact]
    public async Task TheTurnedPictureHasThePlannedSizeAndMethod()
    {
        var report = await certain.FixAsync(folder.DrawTilted("in.jpg"), folder["out.jpg"], cancellationToken: Cancellation);

        using var written = Image.NewFromFile(folder["out.jpg"]);
        Assert.Equal((report.OutputWidth, report.OutputHeight), (written.Width, written.Height));
        Assert.Equal(Decision.Turn, report.Estimate.Decision);
        Assert.Equal(report.Estimate.Angle, report.Turned);
        Assert.False(report.IsInputUnchanged);
    }

    [Fact]
    public async Task OnlyTheAskedPartOfTheAngleIsCarriedOut()
    {
        var input = folder.DrawTilted("in.jpg");
        var whole = await certain.FixAsync(input, folder["whole.jpg"], cancellationToken: Cancellation);
        var quarter = await certain.FixAsync(input, folder["quarter.jpg"], new FixOptions { Only = TurnPart.Quarter }, Cancellation);
        var residual = await certain.FixAsync(input, folder["residual.jpg"], new FixOptions { Only = TurnPart.Residual }, Cancellation);

        Assert.NotEqual(RotationMethod.AffineWarp, quarter.Method);
        Assert.InRange(residual.Turned.Degrees, -45, 45);
        Assert.Equal(whole.Turned.Degrees, (quarter.Turned + residual.Turned).Degrees, 1e-9);
    }

    [Theory]
    [InlineData(JpegEdge.Reencode, 320, 240, RotationMethod.LosslessQuarter)]
    [InlineData(JpegEdge.Reencode, 330, 250, RotationMethod.Quarter)]
    [InlineData(JpegEdge.Trim, 330, 250, RotationMethod.LosslessQuarter)]
    [InlineData(JpegEdge.Keep, 330, 250, RotationMethod.OrientationTag)]
    public async Task AQuarterTurnOfAJpegLosesNothingWhereItCan(JpegEdge edge, int width, int height, RotationMethod method)
    {
        using var drawn = Image.NewFromFile(folder.Draw("drawn.png", width, height));
        drawn.WriteToFile(folder["in.jpg"]);

        var report = await certain.FixAsync(
            folder["in.jpg"], folder["out.jpg"], new FixOptions { Edge = edge, Turn = new Angle(180) }, Cancellation);

        Assert.Equal(method, report.Method);
        Assert.Equal(180, report.Turned.Degrees);
        using var told = JsonDocument.Parse(report.ToJson());
        Assert.Equal(180, told.RootElement.GetProperty("turned_by").GetDouble());
        Assert.Equal(report.Estimate.Angle.Degrees, told.RootElement.GetProperty("predicted_angle").GetDouble(), 1e-3);
        using var shown = Image.NewFromFile(folder["out.jpg"]).Autorot();
        Assert.Equal((shown.Width, shown.Height), (report.OutputWidth, report.OutputHeight));
    }

    [Theory]
    [InlineData("in.jpg")]
    [InlineData("in.png")]
    [InlineData("in.tif")]
    public async Task WhatIsUnsureIsWrittenByteForByte(string name)
    {
        var report = await doubtful.FixAsync(folder.Draw(name), folder["out" + Path.GetExtension(name)], cancellationToken: Cancellation);

        Assert.Equal(Decision.Unsure, report.Estimate.Decision);
        Assert.Equal(RotationMethod.None, report.Method);
        Assert.True(report.IsInputUnchanged);
        Assert.Equal(folder.Bytes(name), folder.Bytes("out" + Path.GetExtension(name)));
    }

    [Fact]
    public async Task WhatIsUprightIsWrittenByteForByte()
    {
        using var easy = Uprighter.Create(new UprightOptions { Threshold = 0, DeadBand = 45, TextDeadBand = 45 });
        using MemoryStream output = new();
        folder.Draw("in.webp");
        var report = await easy.FixAsync(folder.Bytes("in.webp").AsMemory(), output, cancellationToken: Cancellation);

        Assert.Equal(report.Turned == Angle.Zero, report.IsInputUnchanged);
        Assert.Equal(report.IsInputUnchanged, folder.Bytes("in.webp").SequenceEqual(output.ToArray()));
    }

    [Theory]
    [InlineData("out.webp", PictureFormat.WebP)]
    [InlineData("out.TIF", PictureFormat.Tiff)]
    [InlineData("out", PictureFormat.Png)]
    public async Task TheEndingOfTheOutputChoosesTheFormat(string name, PictureFormat format)
    {
        var report = await doubtful.FixAsync(folder.Draw("in.png"), folder[name], cancellationToken: Cancellation);

        using var written = Image.NewFromFile(folder[name]);
        Assert.Equal(format, report.OutputFormat);
        Assert.StartsWith(format.ToString().ToLowerInvariant(), (string)written.Get("vips-loader"), StringComparison.Ordinal);
        Assert.Equal((320, 240), (written.Width, written.Height)); // another format, but not turned
    }

    [Fact]
    public async Task WhatIsCalledOtherwiseThanItIsStaysByteForByte()
    {
        File.Move(folder.Draw("logo.png"), folder["logo.jpg"]);
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(folder["logo.jpg"], time);

        var report = await doubtful.FixAsync(folder["logo.jpg"], folder["out.jpg"], cancellationToken: Cancellation);

        Assert.Equal((PictureFormat.Png, true), (report.OutputFormat, report.IsInputUnchanged));
        Assert.Equal(folder.Bytes("logo.jpg"), folder.Bytes("out.jpg"));
        Assert.Equal(time, File.GetLastWriteTimeUtc(folder["out.jpg"])); // a copy is as old as its original
    }

    [Theory]
    [InlineData("out.psd")]
    [InlineData("out.HEIC")]
    [InlineData("out.pdf")]
    public async Task EndingThatIsNotWrittenIsRefused(string name)
    {
        var refused = await Assert.ThrowsAsync<UprightException>(() => doubtful.FixAsync(folder.Draw("in.png"), folder[name], cancellationToken: Cancellation));

        Assert.Same(UprightError.CannotEncode, refused.Error);
        Assert.False(File.Exists(folder[name]));
    }

    [Fact]
    public async Task InPlaceReplacesTheInputAndUnsureLeavesIt()
    {
        var before = File.ReadAllBytes(folder.DrawTilted("in.png"));

        await doubtful.FixAsync(folder["in.png"], folder["in.png"], new FixOptions { InPlace = true }, Cancellation);
        Assert.Equal(before, folder.Bytes("in.png"));

        await certain.FixAsync(folder["in.png"], folder["in.png"], new FixOptions { InPlace = true, Fill = Fill.Black }, Cancellation);
        Assert.Equal(["in.png"], folder.Files);
        Assert.NotEqual(before, folder.Bytes("in.png"));
    }

    [Fact]
    public async Task ATruncatedPictureIsAnErrorAndLeavesNothing()
    {
        var whole = File.ReadAllBytes(folder.Draw("in.jpg", 1600, 1200));
        File.WriteAllBytes(folder["in.jpg"], whole[..(whole.Length / 2)]);

        var failure = await Assert.ThrowsAsync<UprightException>(() => certain.FixAsync(folder["in.jpg"], folder["out.jpg"], cancellationToken: Cancellation));

        Assert.Same(UprightError.DamagedPicture, failure.Error);
        Assert.Equal(["in.jpg"], folder.Files);
        using var tolerant = Uprighter.Create(new UprightOptions { Threshold = 0, Tolerant = true });
        await tolerant.FixAsync(folder["in.jpg"], folder["out.jpg"], cancellationToken: Cancellation);
        Assert.Equal(["in.jpg", "out.jpg"], folder.Files);
    }

    [Fact]
    public async Task CancellationStopsAndLeavesNothing()
    {
        folder.Draw("in.png", 3000, 2000);
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => certain.FixAsync(folder["in.png"], folder["out.png"], cancellationToken: now.Token));

        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(60));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                await certain.FixAsync(folder["in.png"], folder["out.png"], cancellationToken: soon.Token);
                File.Delete(folder["out.png"]);
            }
        });
        Assert.Equal(["in.png"], folder.Files);
    }

    [Fact]
    public void EveryViolationIsReportedAtOnce()
    {
        var refusal = Assert.Throws<UprightException>(() => Uprighter.Create(new UprightOptions { Threshold = -1, DeadBand = 90, MaxPixels = 0, Threads = -2 }));

        Assert.Same(UprightError.InvalidOptions, refusal.Error);
        string[] named = ["Threshold", "DeadBand", "MaxPixels", "Threads"];
        Assert.All(named, name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FixOptionsAreValidatedBeforeAnythingIsRead() => Assert.Same(
        UprightError.InvalidOptions,
        (await Assert.ThrowsAsync<UprightException>(() => certain.FixAsync("nowhere.jpg", "out.jpg", new FixOptions { Quality = 101 }, Cancellation))).Error);

    [Fact]
    public async Task TheReportHasTheFieldsOfTheContract()
    {
        var report = await certain.FixAsync(folder.Draw("in.jpg"), folder["output.jpeg"], cancellationToken: Cancellation);
        report.WriteBeside(folder["output.jpeg"]);

        using var meta = JsonDocument.Parse(folder.Bytes("output_meta.json"));
        string[] fields = ["input_size", "predicted_angle", "confidence", "rotation_method", "turned_by", "inference_time_ms", "decision", "model", "corners", "text_density", "exif_orientation", "output_size"];
        Assert.All(fields, field => Assert.True(meta.RootElement.TryGetProperty(field, out _), field));
        Assert.Matches("^(none|lossless_quarter|quarter|affine_warp)$", meta.RootElement.GetProperty("rotation_method").GetString());
        Assert.Equal(report.Turned.Degrees, meta.RootElement.GetProperty("turned_by").GetDouble(), 1e-3);
        Assert.Equal(report.Estimate.Angle.Degrees.ToString("F3", CultureInfo.InvariantCulture) + "\n", File.ReadAllText(folder["output_angle.txt"]));
    }

    [Fact]
    public async Task TheExifOrientationIsAppliedAndTold()
    {
        using var image = Image.NewFromFile(folder.Draw("in.png"));
        using var tagged = image.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 6));
        tagged.WriteToFile(folder["in.jpg"]);

        var estimate = await certain.EstimateAsync(folder["in.jpg"], Cancellation);

        Assert.Equal((240, 320, 6), (estimate.Width, estimate.Height, estimate.ExifOrientation));
    }
}
