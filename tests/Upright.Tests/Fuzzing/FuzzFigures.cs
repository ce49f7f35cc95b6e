using System.Globalization;

namespace Upright.Tests.Fuzzing;

/// <summary>What came of the cases of one target.</summary>
internal sealed class FuzzFigures(string name)
{
    private const int MostTold = 20;

    private readonly Dictionary<string, int> refused = [];
    private int cases;
    private int read;
    private int outside;
    private int slow;
    private TimeSpan slowest;
    private long peak;
    private int peakCase;

    /// <summary>The first of the cases that broke a promise, with what they did.</summary>
    public List<string> Broken { get; } = [];

    public int Cases => cases;

    public void Add(int number, TimeSpan time, Exception? exception, TimeSpan limit)
    {
        cases++;
        slowest = time > slowest ? time : slowest;
        if (time > limit)
        {
            slow++;
            Tell($"{name} case {number}: {time.TotalSeconds:0.0} s");
        }

        switch (exception)
        {
            case null:
                read++;
                break;
            case UprightException { Error.Code: var code }:
                refused[code] = refused.GetValueOrDefault(code) + 1;
                break;
            default:
                outside++;
                Tell($"{name} case {number}: {exception}");
                break;
        }
    }

    /// <summary>Tells that the process' memory has never been as large as after a case of this target.</summary>
    public void Rose(int number, long memory) => (peak, peakCase) = (memory, number);

    /// <summary>The head of the table.</summary>
    public static string Head => """
        | target | cases | read | refused | outside the catalogue | over the limit of time | slowest | raised the memory's peak to |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    /// <summary>One row of a table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {cases} | {read} | {string.Join(", ", refused.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"))} | {outside} | {slow} | {slowest.TotalSeconds:0.00} s | {(peak == 0 ? "" : $"{peak >> 20} MB, case {peakCase}")} |");

    private void Tell(string text)
    {
        if (Broken.Count < MostTold)
        {
            Broken.Add(text);
        }
    }
}
