using System.Diagnostics;
using System.Globalization;

namespace Upright.Tests.Fuzzing;

/// <summary>
/// How long a fuzzer runs: for a while among the other tests; for <c>UPRIGHT_FUZZ_CASES</c> cases where that is set, from
/// <c>UPRIGHT_FUZZ_SEED</c> (1), beginning at <c>UPRIGHT_FUZZ_FIRST</c> (0), with a table in the file that <c>UPRIGHT_FUZZ_FIGURES</c> names.
/// </summary>
internal sealed class FuzzRun(TimeSpan shortly)
{
    private readonly long began = Stopwatch.GetTimestamp();

    /// <summary>What the cases are drawn from.</summary>
    public int Seed { get; } = Number("UPRIGHT_FUZZ_SEED") ?? 1;

    /// <summary>How many cases were asked for; null among the other tests.</summary>
    public int? Cases { get; } = Number("UPRIGHT_FUZZ_CASES");

    /// <summary>The case to begin with.</summary>
    public int First { get; } = Number("UPRIGHT_FUZZ_FIRST") ?? 0;

    /// <summary>Whether a case is still to be done.</summary>
    public bool Goes(int number) => Cases is { } count ? number < First + count : Stopwatch.GetElapsedTime(began) < shortly;

    /// <summary>The random numbers of a case, the same each time.</summary>
    public Random Of(int number) => new(unchecked((Seed * 1_000_003) + number));

    /// <summary>Tells what came of it.</summary>
    public void Tell(IReadOnlyList<FuzzFigures> figures, string more)
    {
        string[] table =
        [
            FuzzFigures.Head,
            .. figures.Select(figure => figure.ToString()),
            string.Create(CultureInfo.InvariantCulture, $"{figures.Sum(figure => figure.Cases)} cases from seed {Seed}, {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} minutes; {more}"),
        ];
        table = [.. table, .. figures.SelectMany(figure => figure.Broken)];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', table));
        if (Environment.GetEnvironmentVariable("UPRIGHT_FUZZ_FIGURES") is { } path)
        {
            File.WriteAllLines(path, table);
        }
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
