using NetVips;
using Upright.Imaging;
using Upright.Rectification;

namespace Upright.Bench;

/// <summary>What we want to know, by name. Each takes the picture's path and marks its stages.</summary>
internal static class Questions
{
    public static IReadOnlyDictionary<string, Action<string, Stages>> All { get; } = new Dictionary<string, Action<string, Stages>>
    {
        [nameof(Detect)] = Detect,
        [nameof(DetectAndFix)] = DetectAndFix,
        [nameof(DecodeAndWriteUnturned)] = DecodeAndWriteUnturned,
        [nameof(TurnAQuarterAndWrite)] = TurnAQuarterAndWrite,
        [nameof(TurnAQuarterLosslessly)] = TurnAQuarterLosslessly,
        [nameof(TurnSevenDegreesAndWrite)] = TurnSevenDegreesAndWrite,
        [nameof(TurnSevenDegreesWithDrawnOutEdges)] = TurnSevenDegreesWithDrawnOutEdges,
        [nameof(TurnNinetySevenDegreesAndWrite)] = TurnNinetySevenDegreesAndWrite,
    };

    // Calls until the just-in-time compiler has optimised what is called often: a method after thirty calls, in the background.
    private const int WarmUp = 15;

    /// <summary>The whole way to an angle, with a model that is loaded once; the last picture is what a run over many costs.</summary>
    private static void Detect(string path, Stages stages)
    {
        using var upright = Uprighter.Create();
        stages.Mark("load");
        upright.EstimateAsync(path).GetAwaiter().GetResult();
        stages.Mark("first detect");
        for (var i = 0; i < WarmUp; i++)
        {
            upright.EstimateAsync(path).GetAwaiter().GetResult();
        }

        stages.Mark("warm up");
        upright.EstimateAsync(path).GetAwaiter().GetResult();
        stages.Mark("detect");
    }

    /// <summary>The whole job, written; sure of any answer, so that there is something to turn.</summary>
    private static void DetectAndFix(string path, Stages stages)
    {
        using var upright = Uprighter.Create(new UprightOptions { Threshold = 0 });
        stages.Mark("load");
        upright.FixAsync(path, path + ".out.jpg").GetAwaiter().GetResult();
        stages.Mark("fix");
    }

    /// <summary>The floor: what reading and writing cost without any turn.</summary>
    private static void DecodeAndWriteUnturned(string path, Stages stages)
    {
        using var file = Image.NewFromFile(path, access: Enums.Access.Sequential);
        using var pixels = file.CopyMemory();
        stages.Mark("decode");
        pixels.Jpegsave(path + ".out.jpg", q: 90);
        stages.Mark("write");
    }

    private static void TurnAQuarterAndWrite(string path, Stages stages) => Turn(path, stages, 90, Fill.Auto);

    /// <summary>Blocks moved, not decoded.</summary>
    private static void TurnAQuarterLosslessly(string path, Stages stages)
    {
        var move = JpegTurner.For(PictureSource.FromFile(path, new DecodeLimits()), orientation: 1, SquareSymmetry.OfQuarterTurns(1))!.Move(behind: null)!;
        stages.Mark("decode coefficients");
        using var output = File.Create(path + ".out.jpg");
        move(output);
        stages.Mark("turn and write");
    }

    private static void TurnSevenDegreesAndWrite(string path, Stages stages) => Turn(path, stages, 7, Fill.Auto);

    private static void TurnSevenDegreesWithDrawnOutEdges(string path, Stages stages) => Turn(path, stages, 7, Fill.Edge);

    private static void TurnNinetySevenDegreesAndWrite(string path, Stages stages) => Turn(path, stages, 97, Fill.Auto);

    private static void Turn(string path, Stages stages, double degrees, Fill fill)
    {
        using var file = Image.NewFromFile(path, access: Enums.Access.Sequential);
        using var turned = Rectifier.Rectify(file, RotationPlan.For(new Angle(degrees), file.Width, file.Height), fill, keepsAlpha: false);
        stages.Mark("decode");
        turned.Jpegsave(path + ".out.jpg", q: 90);
        stages.Mark("turn and write");
    }
}
