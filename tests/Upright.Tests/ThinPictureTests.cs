using System.Diagnostics;
using NetVips;
using Upright.Pages;
using Upright.Tests.Imaging;

namespace Upright.Tests;

/// <summary>Small files whose sides cost far more than their bytes.</summary>
public sealed class ThinPictureTests : IDisposable
{
    private readonly Uprighter upright = Uprighter.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => upright.Dispose();

    [Fact]
    public async Task SideWithoutBoundIsRefusedBeforeItIsDecoded()
    {
        var wide = Plain(600_000, 1);
        var refused = await Assert.ThrowsAsync<UprightException>(() => upright.EstimateAsync(wide, Cancellation));
        Assert.Equal(UprightError.TooManyPixels, refused.Error);
    }

    [Fact]
    public async Task CanvasWithoutBoundIsRefused()
    {
        var refused = await Assert.ThrowsAsync<UprightException>(() => Turned(Plain(10, 360_000), Cancellation));
        Assert.Equal(UprightError.TooManyPixels, refused.Error);
    }

    [Fact]
    public async Task CanvasOfAPageWithoutBoundIsRefused()
    {
        using var pages = (Image.Black(10, 400_000) + 200).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).Mutate(image => image.Set(GValue.GIntType, "page-height", 200_000));
        FixOptions options = new() { PageTurns = new Dictionary<int, Angle> { [1] = new(7), [2] = new(7) } };
        var refused = await Assert.ThrowsAsync<UprightException>(
            () => new DocumentUprighter(upright).FixAsync(new MemoryStream(Given.Encoded(pages, ".tif[compression=deflate]")), Stream.Null, options, cancellationToken: Cancellation));
        Assert.Equal(UprightError.TooManyPixels, refused.Error);
    }

    [Theory]
    [InlineData(PictureFormat.Avif)]
    [InlineData(PictureFormat.Gif)]
    public async Task WhatIsEncodedAsAWholeHasNoRoomForCorners(PictureFormat format)
    {
        using var small = Uprighter.Create(new UprightOptions { MaxPixels = 1_000_000 });
        var picture = Plain(900, 900);
        FixOptions options = new() { Turn = new Angle(45), Format = format };
        var refused = await Assert.ThrowsAsync<UprightException>(() => small.FixAsync(picture, Stream.Null, options, Cancellation));
        Assert.Equal(UprightError.TooManyPixels, refused.Error);
        await small.FixAsync(picture, Stream.Null, options with { Format = PictureFormat.Png }, Cancellation);
    }

    [Fact]
    public async Task BorderOfAThreadIsLookedAtInNoTime()
    {
        var began = Stopwatch.GetTimestamp();
        await Turned(Plain(1, 8000), Cancellation);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task TurnThatNobodyWaitsForLetsGoOfItsCore()
    {
        var picture = Plain(12_000, 12_000);
        using var stop = new CancellationTokenSource();
        var work = Turned(picture, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(0.2), Cancellation);
        var began = Stopwatch.GetTimestamp();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 2);
    }

    private async Task<UprightReport> Turned(byte[] picture, CancellationToken cancellationToken) =>
        await upright.FixAsync(picture, Stream.Null, new FixOptions { Turn = new Angle(7) }, cancellationToken);

    private static byte[] Plain(int width, int height)
    {
        using var image = Image.Black(width, height) + 200;
        using var grey = image.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        return Given.Encoded(grey, ".png");
    }
}
