using Upright.Tests.Cli;

namespace Upright.Tests;

/// <summary>An instance that is disposed while others still use it.</summary>
public sealed class DisposedWhileRunningTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WhatHasBegunIsFinishedAndWhatHasNotIsRefused()
    {
        var picture = folder.Draw("a.png", 1600, 1200);
        using var upright = Uprighter.Create();
        var other = upright.With(new UprightOptions { Threshold = 0 });
        await upright.EstimateAsync(picture, TestContext.Current.CancellationToken);

        // Several callers who ask again and again, so that some are in the middle of it whenever that is.
        var callers = Enumerable.Range(0, 4).Select(i => CountUntilDisposedAsync(i % 2 == 0 ? upright : other, picture)).ToArray();
        var first = await Task.WhenAny(callers.Select(caller => caller.Begun.Task));
        await first;
        upright.Dispose();
        upright.Dispose();

        await Task.WhenAll(callers.Select(caller => caller.Ended));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => upright.EstimateAsync(picture, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.FixAsync(picture, folder["out.png"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.False(File.Exists(folder["out.png"]));
    }

    [Fact]
    public void TheModelGoesWithItsLastUser()
    {
        using var model = new Model();
        var users = new Upright.Network.RefCountedDisposal(model);
        var (one, two) = (users.Begin(), users.Begin());
        one.Dispose();
        users.Dispose();

        Assert.False(model.IsGone);
        Assert.Throws<ObjectDisposedException>(() => users.Begin());
        two.Dispose();
        Assert.True(model.IsGone);
    }

    private static (TaskCompletionSource Begun, Task Ended) CountUntilDisposedAsync(Uprighter upright, string picture)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (begun, RunAsync());

        async Task RunAsync()
        {
            try
            {
                while (true)
                {
                    var estimate = await upright.EstimateAsync(picture, TestContext.Current.CancellationToken);
                    Assert.InRange(estimate.Confidence, 0, 1);
                    begun.TrySetResult();
                }
            }
            catch (ObjectDisposedException)
            {
                begun.TrySetResult();
            }
        }
    }

    private sealed class Model : IDisposable
    {
        public bool IsGone { get; private set; }

        public void Dispose() => IsGone = true;
    }
}
