using System.Globalization;
using System.Runtime.InteropServices;
using Upright.Network;

namespace Upright.Tests.Network;

/// <summary>Training and C# must agree: the same 32 pictures through both.</summary>
public sealed class TrainingParityTests : IDisposable
{
    private const int Side = 256;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upright-parity-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(128, 0)]
    [InlineData(160, 37)]
    [InlineData(192, -120)]
    public void PyTorchAnswersTheSame(int size, int turned)
    {
        Needs.PythonModule("torch");
        Needs.PythonModule("cv2");
        var pictures = Enumerable.Range(0, 32).Select(seed => DrawnSquare.Draw(seed, Side)).ToList();
        string input = Path.Combine(folder.FullName, "pictures"), output = Path.Combine(folder.FullName, "answers");
        File.WriteAllBytes(input, [.. pictures.SelectMany(picture => picture.Pixels)]);

        Needs.Output(
            Needs.Python, Path.Combine(Repository.Root, "training", "answer.py"), Path.Combine(Repository.Root, "models", "upright.pt"), input,
            size.ToString(CultureInfo.InvariantCulture), turned.ToString(CultureInfo.InvariantCulture), output);

        var answers = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(output)).ToArray().Chunk(368).ToList();
        using var network = OrientationNetwork.Load(ModelFile.Read(null), threads: 2);
        var directions = new List<double>();
        var corners = new List<double>();
        for (var i = 0; i < pictures.Count; i++)
        {
            var here = network.Ask(new(pictures[i]), [new RoundView(Side / 2.0, Side / 2.0, Side, turned, size)])[0];
            directions.AddRange(Enumerable.Range(0, 360).Select(k => Math.Abs(Math.Exp(answers[i][(k - turned + 360) % 360]) - Math.Exp(here.LogDirection[k]))));
            corners.AddRange(Enumerable.Range(0, 8).Select(k => Math.Abs((double)answers[i][360 + k] - here.Corners[k])));
        }

        // Bytes there and floats here, weights halved before or after BatchNorm is folded in, and OpenCV's 1/32 pixel.
        Assert.InRange(directions.Max(), 0, 0.03);
        Assert.InRange(corners.Average(), 0, 0.005);
        Assert.InRange(corners.Max(), 0, 0.06);
    }
}
