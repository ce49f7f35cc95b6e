using NetVips;
using Upright.Tests.Cli;

namespace Upright.Tests;

/// <summary>What a service needs of the library: a turn chosen by eye, options for each call, the size before anything is decoded.</summary>
public sealed class TurnByHandTests : IDisposable
{
    private readonly PictureFolder folder = new();
    private readonly Uprighter doubtful = Uprighter.Create(new UprightOptions { Threshold = 1 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        doubtful.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(90, RotationMethod.Quarter, 240, 320)]
    [InlineData(-90, RotationMethod.Quarter, 240, 320)]
    [InlineData(0, RotationMethod.None, 320, 240)]
    [InlineData(2, RotationMethod.AffineWarp, 329, 252)]
    public async Task ATurnByHandIsCarriedOutWhateverTheEstimateSays(double degrees, RotationMethod method, int width, int height)
    {
        var report = await doubtful.FixAsync(folder.Draw("in.png"), folder["out.png"], new FixOptions { Turn = new Angle(degrees) }, Cancellation);

        using var written = Image.NewFromFile(folder["out.png"]);
        Assert.Equal((Decision.Unsure, method, degrees), (report.Estimate.Decision, report.Method, report.Turned.Degrees));
        Assert.InRange(written.Width, width - 2, width + 2);
        Assert.InRange(written.Height, height - 2, height + 2);
    }

    [Fact]
    public async Task OptionsOfACallShareTheLoadedModel()
    {
        var certain = doubtful.With(new UprightOptions { Threshold = 0, DeadBand = 0, TextDeadBand = 0 });
        certain.Dispose();

        Assert.Equal(Decision.Unsure, (await doubtful.EstimateAsync(folder.DrawTilted("in.png"), Cancellation)).Decision);
        Assert.Equal(Decision.Turn, (await certain.EstimateAsync(folder["in.png"], Cancellation)).Decision);
        Assert.Same(UprightError.InvalidOptions, Assert.Throws<UprightException>(() => doubtful.With(new UprightOptions { Threshold = 2 })).Error);
    }

    [Fact]
    public void TheSizeIsReadAndHeldAgainstTheLimits()
    {
        Assert.Equal(new PictureSize(320, 240), doubtful.ReadSize(folder.Draw("in.jpg")));
        var small = doubtful.With(new UprightOptions { MaxPixels = 1000 });
        Assert.Same(UprightError.TooManyPixels, Assert.Throws<UprightException>(() => small.ReadSize(folder["in.jpg"])).Error);
    }

    [Fact]
    public async Task TheLookLiesInsideThePicture()
    {
        var view = (await doubtful.EstimateAsync(folder.Draw("in.png", 800, 300), Cancellation)).View;

        Assert.InRange(view.CentreX, 0.18, 0.82); // a circle of 300 pixels does not reach beyond 800
        Assert.Equal(0.5, view.CentreY, 0.01);
    }
}
