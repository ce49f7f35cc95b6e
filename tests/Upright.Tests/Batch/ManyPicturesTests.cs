namespace Upright.Tests.Batch;

public sealed class ManyPicturesTests
{
    [Fact]
    public async Task ResultsComeInTheirOrderAndAFailureIsOneOfThem()
    {
        SlowFirst upright = new();
        List<PictureEstimate> results = [];
        await foreach (var result in upright.EstimateManyAsync(["slow", "bad", "quick"], atATime: 2, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        Assert.Equal(["slow", "bad", "quick"], results.Select(result => result.Path));
        Assert.Equal([null, UprightError.EmptyFile, null], results.Select(result => result.Error?.Error));
        Assert.Equal(2, upright.MostAtATime);
    }

    [Fact]
    public async Task WhoStopsListeningStopsTheWork()
    {
        SlowFirst upright = new();
        await foreach (var _ in upright.EstimateManyAsync(["quick", "endless", "endless"], atATime: 3, TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.Equal(0, upright.Running);
    }

    [Fact]
    public void NoneAtATimeIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlowFirst().EstimateManyAsync([], atATime: 0, TestContext.Current.CancellationToken));

    private sealed class SlowFirst : IUprighter
    {
        private int running;

        public int Running => running;

        public int MostAtATime { get; private set; }

        public async Task<RotationEstimate> EstimateAsync(string path, CancellationToken cancellationToken = default)
        {
            MostAtATime = Math.Max(MostAtATime, Interlocked.Increment(ref running));
            try
            {
                await Task.Delay(path switch { "slow" => 50, "endless" => Timeout.Infinite, _ => 1 }, cancellationToken);
                return path == "bad" ? throw new UprightException(UprightError.EmptyFile) : null!;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }

        public Task<RotationEstimate> EstimateAsync(Stream stream, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<RotationEstimate> EstimateAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<UprightReport> FixAsync(string inputPath, string outputPath, FixOptions? fixOptions = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<UprightReport> FixAsync(Stream input, string outputPath, FixOptions? fixOptions = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<UprightReport> FixAsync(string inputPath, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<UprightReport> FixAsync(Stream input, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<UprightReport> FixAsync(ReadOnlyMemory<byte> encoded, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
