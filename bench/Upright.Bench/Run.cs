using System.Diagnostics;
using System.Globalization;

namespace Upright.Bench;

/// <summary>Runs a question in this process, or many times in fresh ones.</summary>
internal static class Run
{
    /// <summary>Answers once and prints one line: stages, processor time and peak memory.</summary>
    public static void Once(Action<string, Stages> question, string picture)
    {
        var stages = new Stages();
        question(picture, stages);
        using var self = Process.GetCurrentProcess();
        (string Name, double Value)[] figures =
        [
            .. stages.Marked,
            ("processor", self.TotalProcessorTime.TotalMilliseconds),
            ("memory", self.PeakWorkingSet64 / 1e6),
        ];
        Console.WriteLine(string.Join(';', figures.Select(figure => $"{figure.Name}={figure.Value:0.0}")));
    }

    /// <summary>A row of the table: fastest and median of several runs.</summary>
    public static string Repeatedly(string question, string picture, int runs)
    {
        var answers = Enumerable.Range(0, runs).Select(_ => InAFreshProcess(question, picture)).ToArray();
        var stages = answers[0].Keys.Except(["sum", "process", "processor", "memory"]);
        var cells = stages.Select(stage => $"{stage} {Cell(stage)}");
        return $"| `{question}` | {string.Join(", ", cells)} | {Cell("sum")} | {Cell("process")} | {Cell("processor")} | {answers.Max(answer => answer["memory"]):0} |";

        string Cell(string figure)
        {
            double[] sorted = [.. answers.Select(answer => answer[figure]).Order()];
            return $"{sorted[0]:0} / {sorted[sorted.Length / 2]:0}";
        }
    }

    private static Dictionary<string, double> InAFreshProcess(string question, string picture)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo(Environment.ProcessPath!, [question, picture]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var whole = watch.Elapsed.TotalMilliseconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{question} ended with exit code {process.ExitCode}.");
        }

        var figures = line.Trim().Split(';').Select(figure => figure.Split('='))
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        figures["sum"] = figures.Where(figure => figure.Key is not ("processor" or "memory")).Sum(figure => figure.Value);
        figures["process"] = whole;
        return figures;
    }
}
