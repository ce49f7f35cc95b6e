using Upright.Imaging;
using Upright.Rectification;

namespace Upright.Tests.Imaging;

/// <summary>A file that changes between being judged and being written is neither written as another picture nor half as each.</summary>
public sealed class ChangedInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    public void WhatIsWrittenIsWhatWasJudged(string ending)
    {
        var path = folder.Save("in" + ending, Given.Quarters(ending));
        var source = PictureSource.FromFile(path, Given.Limits);
        var picture = Picture.Open(source, Given.Limits);
        var plan = RotationPlan.For(new Angle(90), picture.Info.Width, picture.Info.Height, Canvas.Grow);
        var prepared = UprightOutput.Prepare(source, picture, plan, picture.Info.Format, new FixOptions(), TestContext.Current.CancellationToken);

        using (var other = Drawing.Noisy(64, 48))
        {
            other.WriteToFile(path);
        }

        Assert.Same(UprightError.CannotRead, Given.Refused(() => prepared.Write(new MemoryStream())));
        Assert.Same(UprightError.CannotRead, Given.Refused(() => picture.OpenForEstimate()));
        Assert.Same(UprightError.CannotRead, Given.Refused(() => picture.OpenForOutput(PixelAccess.Random)));
        Assert.Same(UprightError.CannotRead, Given.Refused(() => source.CopyTo(new MemoryStream(), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void ItIsNoticedWhereOnlyTheTimeTells()
    {
        var path = folder.Save("in.png", Given.Quarters(".png"));
        var source = PictureSource.FromFile(path, Given.Limits);
        source.CheckUnchanged();

        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));

        Assert.Same(UprightError.CannotRead, Given.Refused(source.CheckUnchanged));
    }
}
