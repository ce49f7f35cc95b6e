using Upright.Network;
using Upright.Tests.Imaging;

namespace Upright.Tests.Network;

/// <summary>What a GPU cuts out of a picture is what the processor cuts out; the graph runs on the processor here.</summary>
public sealed class ViewGraphTests
{
    private const long Memory = 64 << 20;

    // Of 2 (black to white): coordinates are single in the graph, double on the processor.
    private const float Tolerance = 0.002f;

    public static TheoryData<int, int, int> Pictures => new()
    {
        { 300, 3, 128 }, // in part of the smallest frame
        { 320, 3, 160 }, // all of it
        { 500, 1, 160 }, // grey
        { 1280, 3, 192 },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void LooksAreThoseOfTheProcessor(int side, int channels, int size)
    {
        var picture = DrawnSquare.Draw(side, side, channels);
        var manifest = Manifest();
        using var graph = ViewGraph.Load(NetworkDevice.Cpu, threads: 1, Memory, Memory, manifest);
        using var uploaded = graph.Upload(picture)!;
        // In the middle, at a corner and beyond it, small and turned.
        RoundView[] views =
        [
            new(side / 2.0, side / 2.0, side, 0, size), new(side / 2.0, side / 2.0, side, 90, size), new(side * 0.9, side * 0.85, side * 0.6, -33.3, size),
            new(5, 7, 160, 171.25, size), new(side / 3.0, side / 4.0, size, 250, size),
        ];

        foreach (var inMirror in new[] { false, true })
        {
            using var sampled = graph.Sample([new Look(picture, views, inMirror, uploaded, Cut: null)]);

            Assert.Equal([8, 3, size, size], sampled.GetTensorTypeAndShape().Shape); // the last again, up to a power of two
            AssertCut(picture, views, inMirror, sampled.GetTensorDataAsSpan<float>(), manifest);
        }
    }

    [Fact]
    public void LooksAtSeveralPicturesLieOneAfterTheOther()
    {
        var manifest = Manifest();
        using var graph = ViewGraph.Load(NetworkDevice.Cpu, threads: 1, Memory, Memory, manifest);
        PixelBuffer[] pictures = [DrawnSquare.Draw(1, 300), DrawnSquare.Draw(2, 700, channels: 1), DrawnSquare.Draw(3, 500)];
        var looks = pictures.Select((picture, i) => new Look(
            picture, [.. Enumerable.Range(0, i + 1).Select(k => new RoundView(150, 140, 200, 40 * k, 128))], InMirror: i == 1, graph.Upload(picture), Cut: null)).ToList();

        using var sampled = graph.Sample(looks);

        Assert.Equal([8, 3, 128, 128], sampled.GetTensorTypeAndShape().Shape); // 1, 2 and 3 (in the room of 4) of 8
        var at = 0;
        foreach (var look in looks)
        {
            AssertCut(look.Picture, look.Views, look.InMirror, sampled.GetTensorDataAsSpan<float>()[(at * 3 * 128 * 128)..], manifest);
            at += ViewGraph.Places(look);
            graph.Free(look.Uploaded!, look.Picture);
        }
    }

    [Fact]
    public void AnswersAreThoseOfTheProcessor()
    {
        using var processor = OrientationNetwork.Load(ModelFile.Read(null), threads: 1);
        using var graph = OrientationNetwork.Load(ModelFile.Read(null), threads: 1, viewsByGraph: true);
        using var picture = new SeenPicture(DrawnSquare.Draw(9, 400));
        var views = Enumerable.Range(0, 4).Select(i => new RoundView(200, 200, 400, i * 90, 160)).ToList();

        var expected = processor.Ask(picture, views);
        var answers = graph.Ask(picture, views);

        Assert.All(expected.Zip(answers), pair =>
        {
            Assert.InRange(pair.First.LogDirection.Zip(pair.Second.LogDirection, (a, b) => Math.Abs(a - b)).Max(), 0, 0.02f);
            Assert.Equal(CornerOffsets.LeastSquaresTurn(pair.First.Corners), CornerOffsets.LeastSquaresTurn(pair.Second.Corners), 0.02);
        });
    }

    [Fact]
    public void WhatFindsNoRoomIsLeftToTheProcessorUntilThereIsRoomAgain()
    {
        using var graph = ViewGraph.Load(NetworkDevice.Cpu, threads: 1, pictureMemory: 600_000, Memory, Manifest());
        var picture = DrawnSquare.Draw(1, 300);
        using var waiting = new SeenPicture(DrawnSquare.Draw(2, 300));
        using (var first = new SeenPicture(picture))
        {
            Assert.NotNull(first.In(graph));
            Assert.NotNull(first.In(graph)); // still the same one
            Assert.Null(new SeenPicture(picture).In(graph));
        }

        Assert.NotNull(waiting.In(graph));
        Assert.Null(graph.Upload(new PixelBuffer(new byte[1300 * 2], 1300, 2, 1))); // longer than any frame
    }

    [Fact]
    public void TheModelsAreWhatTheirProgramWrites()
    {
        Needs.PythonModule("onnx");
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["models"]);

        Needs.Output(Needs.Python, Path.Combine(Repository.Root, "training", "export_looks.py"), folder["models"]);

        Assert.All([ModelFile.Upload, ModelFile.Views], name => Assert.Equal(File.ReadAllBytes(Path.Combine(folder["models"], name)), ModelFile.BuiltIn(name)));
    }

    private static void AssertCut(PixelBuffer picture, IReadOnlyList<RoundView> views, bool inMirror, ReadOnlySpan<float> sampled, ModelManifest manifest)
    {
        foreach (var view in views)
        {
            var expected = new float[3 * view.Size * view.Size];
            view.Sample(picture, manifest.Scale, manifest.Offset, expected);
            Assert.InRange(Furthest(expected, sampled[..expected.Length], inMirror ? view.Size : 0), 0, Tolerance);
            sampled = sampled[expected.Length..];
        }
    }

    private static ModelManifest Manifest()
    {
        using var network = OrientationNetwork.Load(ModelFile.Read(null), threads: 1);
        return network.Manifest;
    }

    // With a size, the rows of one are in the other's reversed order.
    private static float Furthest(float[] expected, ReadOnlySpan<float> actual, int mirroredSize)
    {
        var furthest = 0f;
        for (var i = 0; i < expected.Length; i++)
        {
            var at = mirroredSize == 0 ? i : i + mirroredSize - 1 - (2 * (i % mirroredSize));
            furthest = Math.Max(furthest, Math.Abs(expected[i] - actual[at]));
        }

        return furthest;
    }
}
