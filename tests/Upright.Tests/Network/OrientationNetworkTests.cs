using Upright.Network;

namespace Upright.Tests.Network;

public sealed class OrientationNetworkTests
{
    private static readonly RoundView View = new(128, 128, 256, 0, 128);

    [Fact]
    public void ABatchAnswersAsOneLookAtATime()
    {
        using var network = OrientationNetwork.Load(ModelFile.Read(null), threads: 1);
        using var picture = new SeenPicture(DrawnSquare.Draw(4, 256));
        RoundView[] views = [View, View with { Turned = 90 }, View with { Turned = -30 }];

        var together = network.Ask(picture, views);

        for (var i = 0; i < views.Length; i++)
        {
            AssertClose(network.Ask(picture, [views[i]])[0].LogDirection, together[i].LogDirection);
        }
    }

    [Fact]
    public void AnswersAreAboutThePictureHoweverTheLookWasTurned()
    {
        using var network = OrientationNetwork.Load(ModelFile.Read(null), threads: 1);
        var picture = DrawnSquare.Draw(5, 256);

        // Turning the pixels and turning the view back are the same thing to the network, so its answers differ by the turn.
        var onItsSide = network.Ask(new(TurnedClockwise(picture)), [View])[0].LogDirection;
        var viewOfTurned = network.Ask(new(picture), [View with { Turned = 90 }])[0].LogDirection;

        AssertClose(onItsSide, [.. Enumerable.Range(0, 360).Select(k => viewOfTurned[(k + 90) % 360])]);
    }

    [Fact]
    public void ALookInTheMirrorIsALookAtTheMirroredPicture()
    {
        using var network = OrientationNetwork.Load(ModelFile.Read(null), threads: 1);
        var picture = DrawnSquare.Draw(7, 256);
        var view = new RoundView(100, 140, 160, 25, 128);

        var inMirror = network.Ask(new(picture), [view], inMirror: true)[0];
        var exchanged = network.Ask(new(picture.Mirrored()), [view with { CentreX = 156, Turned = -25 }])[0];

        AssertClose(exchanged.LogDirection, inMirror.LogDirection);
        Assert.Equal(exchanged.Mirrored!.Value, inMirror.Mirrored!.Value, 0.02f);
    }

    [Fact]
    public void AGpuAnswersAsTheProcessorDoes()
    {
        using var somewhere = OrientationNetwork.Load(ModelFile.Read(null), threads: 1, NetworkDevice.Auto);
        Assert.SkipUnless(somewhere.Device == NetworkDevice.Cuda, "There is no GPU that can be used, or this is not its build (-p:ForGpu=true).");
        using var processor = OrientationNetwork.Load(ModelFile.Read(null), threads: 1, NetworkDevice.Cpu);
        using var picture = new SeenPicture(DrawnSquare.Draw(8, 256));
        var views = Enumerable.Range(0, 12).Select(i => View with { Turned = i * 30 }).ToList();

        var expected = processor.Ask(picture, views);

        Assert.All(somewhere.Ask(picture, views).Zip(expected), pair => AssertClose(pair.Second.LogDirection, pair.First.LogDirection));
    }

    [Fact]
    public async Task ManyMayAskAtOnce()
    {
        using var network = OrientationNetwork.Load(ModelFile.Read(null), threads: 1);
        using var picture = new SeenPicture(DrawnSquare.Draw(6, 256));
        var alone = network.Ask(picture, [View])[0].LogDirection;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => network.Ask(picture, [View])[0].LogDirection)));

        Assert.All(answers, answer => AssertClose(alone, answer));
    }

    [Theory]
    [InlineData(false)] // views that the processor cuts
    [InlineData(true)]
    public void LooksAtSeveralPicturesInOneRunAreAnsweredAsEachByItself(bool viewsByGraph)
    {
        using var network = OrientationNetwork.Load(ModelFile.Read(null), threads: 1, viewsByGraph: viewsByGraph, joinsPictures: true);
        var pictures = Enumerable.Range(1, 4).Select(seed => new SeenPicture(DrawnSquare.Draw(seed, 200 + (90 * seed), channels: seed == 3 ? 1 : 3))).ToList();
        var looks = pictures.Select((picture, i) => network.LookAt(
            picture, [.. Enumerable.Range(0, i + 1).Select(k => new RoundView(120, 110, 200, 37 * k, 128))], inMirror: i == 1)).ToList();

        var together = network.Answer(looks);

        for (var i = 0; i < looks.Count; i++)
        {
            var alone = network.Ask(pictures[i], looks[i].Views, looks[i].InMirror);
            Assert.All(alone.Zip(together[i]), pair =>
            {
                Assert.Equal(pair.First.View, pair.Second.View);
                AssertClose(pair.First.LogDirection, pair.Second.LogDirection);
                Assert.Equal(CornerOffsets.LeastSquaresTurn(pair.First.Corners), CornerOffsets.LeastSquaresTurn(pair.Second.Corners), 0.001);
                Assert.Equal(pair.First.TextLines.Average(), pair.Second.TextLines.Average(), 0.001f);
                Assert.Equal(pair.First.Mirrored!.Value, pair.Second.Mirrored!.Value, 0.02f);
            });
        }

        pictures.ForEach(picture => picture.Dispose());
    }

    [Fact]
    public void WhatIsNoModelIsRefused()
    {
        var model = ModelFile.Read(null);

        Assert.Same(UprightError.UnusableModel, Assert.Throws<UprightException>(() => OrientationNetwork.Load(model[..1000], 1)).Error);
        Assert.Same(UprightError.UnusableModel, Assert.Throws<UprightException>(() => OrientationNetwork.Load("no model"u8.ToArray(), 1)).Error);
        Assert.Same(UprightError.UnusableModel, Assert.Throws<UprightException>(() => ModelFile.Read("/nowhere/model.onnx")).Error);
    }

    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.02f));

    private static PixelBuffer TurnedClockwise(PixelBuffer square)
    {
        var side = square.Width;
        var turned = new byte[square.Pixels.Length];
        for (var i = 0; i < side * side; i++)
        {
            square.Pixels.AsSpan((((side - 1 - (i % side)) * side) + (i / side)) * 3, 3).CopyTo(turned.AsSpan(i * 3));
        }

        return new PixelBuffer(turned, side, side, 3);
    }
}
