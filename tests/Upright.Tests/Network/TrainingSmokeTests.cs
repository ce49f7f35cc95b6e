using System.Globalization;
using NetVips;
using Upright.Network;
using Upright.Tests.Imaging;

namespace Upright.Tests.Network;

/// <summary>From pictures to a model the product loads, by the commands that CONTRIBUTING.md names, on pictures drawn here.</summary>
public sealed class TrainingSmokeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static void NeedTraining()
    {
        Needs.PythonModule("torch");
        Needs.PythonModule("cv2");
        Needs.PythonModule("onnx");
        Needs.PythonModule("PIL");
    }

    [Fact]
    public void AFewStepsOfTrainingGiveAModelThatTheProductLoads()
    {
        NeedTraining();
        DrawData();
        foreach (var what in (string[])["photos", "pages"])
        {
            Train("pack.py", "--what", what, "--data", folder["data"], "--out", Path.Combine(folder["packed"], what));
        }

        var run = Train("train.py", Recipe, "--out", folder["run"], "--cache", folder["packed"], "--backbone", "none");
        var again = Train("train.py", Recipe, "--out", folder["run"], "--cache", folder["packed"], "--backbone", "none");
        Train("export.py", Path.Combine(folder["run"], "weights.pt"), folder["model.onnx"]);

        Assert.StartsWith("0 ", run, StringComparison.Ordinal);
        Assert.StartsWith("5 ", again, StringComparison.Ordinal); // goes on where it stopped
        using var network = OrientationNetwork.Load(File.ReadAllBytes(folder["model.onnx"]), threads: 1);
        var answer = network.Ask(new(DrawnSquare.Draw(1, 128)), [new RoundView(64, 64, 128, 0, 64)])[0];
        Assert.Equal(1, answer.LogDirection.Sum(logarithm => Math.Exp(logarithm)), 3);
    }

    [Fact]
    public void LooksDrawnOnTheDeviceFromPiecesAreTheSameAndTrain()
    {
        NeedTraining();
        DrawData();
        Train("pieces.py", "--data", folder["data"], "--out", folder["pieces"]);

        var run = Train("train.py", Recipe, "--out", folder["run"], "--pieces", folder["pieces"], "--backbone", "none");
        var again = Train("train.py", Recipe, "--out", folder["run"], "--pieces", folder["pieces"], "--backbone", "none");
        var difference = Train("compare_looks.py", folder["pieces"]);

        Assert.Contains("\n0 ", run, StringComparison.Ordinal);
        Assert.Contains("\n5 ", again, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["run"], "weights.pt")));
        Assert.InRange(double.Parse(difference, CultureInfo.InvariantCulture), 0, 1);
    }

    private static string Recipe => Path.Combine(Repository.Root, "training", "recipes", "smoke.json");

    private static string Train(string script, params string[] arguments) =>
        Needs.Output(Needs.Python, ["-W", "ignore", Path.Combine(Repository.Root, "training", script), .. arguments]);

    private void DrawData()
    {
        Draw("photos", "file,source,kind,use,licence,width,height,angle,split", 200, name => $"{name},drawn,photo,exact,open,200,200,12.5");
        Draw("pages", "file,source,kind,angle_to_upright,angle_from,width,height,split", 420, name => $"{name},drawn,page,0.0,drawn,420,420");
    }

    private void Draw(string set, string header, int side, Func<string, string> row)
    {
        Directory.CreateDirectory(Path.Combine(folder["data"], set));
        var rows = new List<string> { header };
        for (var i = 0; i < 8; i++)
        {
            var name = i.ToString(CultureInfo.InvariantCulture) + ".png";
            using var image = Image.NewFromMemory(DrawnSquare.Draw(i, side).Pixels, side, side, 3, Enums.BandFormat.Uchar);
            image.WriteToFile(Path.Combine(folder["data"], set, name));
            rows.Add($"{row(name)},{(i < 6 ? "train" : "val")}");
        }

        File.WriteAllLines(Path.Combine(folder["data"], set, "manifest.csv"), rows);
    }
}
