using Upright.Network;
using Upright.Tests.Imaging;

namespace Upright.Tests.Network;

/// <summary>The network that computes in half precision, for GPUs, is a model like any other and answers as the one it was made of.</summary>
public sealed class HalfPrecisionTests
{
    [Fact]
    public void AnglesStayWithinFiveHundredths()
    {
        Needs.PythonModule("onnx");
        using TemporaryFolder folder = new();
        Needs.Output(Needs.Python, Path.Combine(Repository.Root, "training", "half.py"), Path.Combine(Repository.Root, "models", "upright.onnx"), folder["half.onnx"]);
        using var single = OrientationNetwork.Load(ModelFile.Read(null), threads: 1);
        using var half = OrientationNetwork.Load(File.ReadAllBytes(folder["half.onnx"]), threads: 1);
        using var picture = new SeenPicture(DrawnSquare.Draw(11, 256));
        RoundView[] views = [.. Enumerable.Range(0, 4).Select(i => new RoundView(128, 128, 256, i * 90, 160))];

        Assert.EndsWith("-half", half.Manifest.Weights, StringComparison.Ordinal);
        Assert.All(single.Ask(picture, views).Zip(half.Ask(picture, views)), pair =>
        {
            Assert.Equal(CornerOffsets.LeastSquaresTurn(pair.First.Corners), CornerOffsets.LeastSquaresTurn(pair.Second.Corners), 0.05);
            Assert.InRange(pair.First.LogDirection.Zip(pair.Second.LogDirection, (a, b) => Math.Abs(a - b)).Max(), 0, 0.05f);
        });
    }
}
