using Upright.Tests.Cli;

namespace Upright.Tests.Batch;

/// <summary>Pictures that the network looks at in one run, as on a GPU, get the angles that each gets by itself.</summary>
public sealed class JoinedPicturesTests : IDisposable
{
    private const int AtATime = 6;

    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EachGetsTheAngleThatItGetsByItselfAndABadOneFailsAlone()
    {
        var stop = TestContext.Current.CancellationToken;
        string[] paths = [Path.Combine(Repository.Root, "samples", "test_input.jpg"), folder.Draw("a.png", 900, 700), folder["bad.jpg"], folder.Draw("b.png", 500, 800), folder.Draw("c.png", 300, 300)];
        await File.WriteAllTextAsync(folder["bad.jpg"], "no picture", stop);
        using var alone = Uprighter.Create(new UprightOptions { Threads = 1 });
        using var joined = Uprighter.BeginCreating(new UprightOptions { Threads = 1 }, joinsPictures: true);
        using var cancelled = new CancellationTokenSource();

        // One of those that wait for the same runs gives up.
        var given = joined.EstimateAsync(paths[0], cancelled.Token);
        await cancelled.CancelAsync();
        var together = await joined.EstimateManyAsync(paths, AtATime, stop).ToListAsync(stop);

        await Task.WhenAny(given);
        var expected = await alone.EstimateManyAsync(paths, 1, stop).ToListAsync(stop);
        Assert.All(expected.Zip(together), pair =>
        {
            Assert.Equal(pair.First.Path, pair.Second.Path);
            Assert.Equal(pair.First.Error?.Error, pair.Second.Error?.Error);
            Assert.Equal(pair.First.Estimate?.Decision, pair.Second.Estimate?.Decision);
            Assert.Equal(pair.First.Estimate?.Angle.Degrees ?? 0, pair.Second.Estimate?.Angle.Degrees ?? 0, 0.001);
        });
        Assert.NotNull(together[2].Error);
    }
}
