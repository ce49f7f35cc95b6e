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
        using var source = PictureSource.FromFile(path, Given.Limits);
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
        using var source = PictureSource.FromFile(path, Given.Limits);
        source.CheckUnchanged();

        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));

        Assert.Same(UprightError.CannotRead, Given.Refused(source.CheckUnchanged));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnotherOneOfTheSameLengthAndTimeStays(bool isReplaced)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere length and time are all that tells.");
        byte[] first = Given.Quarters(".png"), other = [.. first];
        other[^20] ^= 1;
        var path = folder.Save("in.png", first);
        using var upright = Uprighter.Create();
        using var input = upright.Open(path);
        await upright.EstimateAsync(input, TestContext.Current.CancellationToken);

        var time = File.GetLastWriteTimeUtc(path);
        var written = isReplaced ? folder["other"] : path;
        await File.WriteAllBytesAsync(written, other, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(written, time);
        File.Move(written, path, overwrite: true);

        FixOptions inPlace = new() { Turn = new Angle(90), InPlace = true };
        var refused = await Assert.ThrowsAsync<UprightException>(() => upright.FixAsync(input, path, inPlace, TestContext.Current.CancellationToken));
        Assert.Same(UprightError.CannotRead, refused.Error);
        Assert.Equal(other, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(["in.png"], folder.Names);
    }
}
