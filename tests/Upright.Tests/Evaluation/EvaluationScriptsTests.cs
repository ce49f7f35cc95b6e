using Upright.Tests.Imaging;

namespace Upright.Tests.Evaluation;

/// <summary>The scripts that draw and bound the results run on what the evaluation writes.</summary>
public sealed class EvaluationScriptsTests : IDisposable
{
    // As Upright.Evaluation writes them.
    private const string Header = "file,source,use,truth,angle,error,confidence,quarter_confidence,angle_error,decision,reason,kind,text_share,time_ms,mirrored_truth,mirrored_score,mirrored,mirrored_confidence";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheCurvesAreDrawn()
    {
        Needs.PythonModule("matplotlib");
        Estimates();

        Needs.Output(Needs.Python, Script("plots.py"), Path.GetDirectoryName(folder["x"])!, folder["images"]);

        Assert.Equal(["errors.svg", "reliability.svg", "risk-coverage.svg"], Directory.GetFiles(folder["images"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder["images"]), path => Assert.Contains("photos", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public void WhereNoHarmWasSeenTheIntervalStillAllowsSome()
    {
        Needs.PythonModule("numpy");
        Estimates();

        var table = Needs.Output(Needs.Python, Script("intervals.py"), Path.GetDirectoryName(folder["x"])!);

        Assert.Contains("| photos-upright | 60 |", table, StringComparison.Ordinal);
        Assert.EndsWith("| 0.0 % (0.0 to 6.0) |", table.TrimEnd(), StringComparison.Ordinal); // 1 - 0.025^(1/60)
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "evaluation", name);

    // Half for the report: of those the surer half is right.
    private void Estimates() => File.WriteAllLines(
        folder["estimates-photos-upright.csv"],
        [
            Header,
            .. Enumerable.Range(0, 120).Select(i =>
            {
                var error = i >= 60 ? "0.5" : "90";
                return FormattableString.Invariant($"p{i},drawn,{(i % 2 == 0 ? "report" : "calibrate")},0,{error},{error},{i / 120.0:0.000},{i / 120.0:0.000},1,{(i >= 60 ? "Leave" : "Unsure")},,Photo,0,1,False,,,");
            }),
        ]);
}
