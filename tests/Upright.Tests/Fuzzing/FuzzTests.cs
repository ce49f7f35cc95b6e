using System.Diagnostics;
using System.Globalization;
using Upright.Pages.Apart;
using Upright.Tests.Pages;

namespace Upright.Tests.Fuzzing;

/// <summary>
/// Mutated inputs, for half a minute here; a long run is <c>UPRIGHT_FUZZ_CASES=100000 Upright.Tests -class Upright.Tests.Fuzzing.FuzzTests</c>,
/// with <c>UPRIGHT_FUZZ_SEED</c> for another sequence of cases, and <c>UPRIGHT_FUZZ_FIGURES</c> naming a file for the table.
/// </summary>
public sealed class FuzzTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20); // of one case, on a machine that does much else
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);
    private const long MostMemory = 1L << 30;

    [Fact]
    public async Task WhateverIsReadIsReadOrRefusedByTheCatalogue()
    {
        var seed = Number("UPRIGHT_FUZZ_SEED") ?? 1;
        var most = Number("UPRIGHT_FUZZ_CASES");
        using var reader = ReaderProgram.Of(typeof(Upright.Cli.Tool).Assembly)!;
        var targets = FuzzTargets.All(fixture.Upright, reader);
        var figures = targets.Select(target => new FuzzFigures(target.Name)).ToArray();
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; most is { } count ? number < count : Stopwatch.GetElapsedTime(began) < Short; number++)
        {
            await OneAsync(targets[number % targets.Count], figures[number % targets.Count], seed, number);
        }

        var memory = Process.GetCurrentProcess().PeakWorkingSet64;
        string[] table =
        [
            "| target | cases | read | refused | outside the catalogue | over the limit of time | slowest |", "| --- | --- | --- | --- | --- | --- | --- |",
            .. figures.Select(figure => figure.ToString()),
            $"{figures.Sum(figure => figure.Cases)} cases from seed {seed}, {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} minutes, peak memory {memory >> 20} MB; readers of documents that ended at a case: {reader.Ended}",
        ];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', table));
        if (Environment.GetEnvironmentVariable("UPRIGHT_FUZZ_FIGURES") is { } path)
        {
            await File.WriteAllLinesAsync(path, [.. table, .. figures.SelectMany(figure => figure.Broken)], TestContext.Current.CancellationToken);
        }

        Assert.Empty(figures.SelectMany(figure => figure.Broken));
        if (most is not null)
        {
            // In a short run the other tests of this process have had their memory too.
            Assert.InRange(memory, 0, MostMemory);
        }
    }

    private static async Task OneAsync(FuzzTarget target, FuzzFigures figures, int seed, int number)
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        var bytes = new Mutator(random).Mutate(target.Seeds[random.Next(target.Seeds.Count)], target.Seeds[random.Next(target.Seeds.Count)]);
        var began = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            await target.ReadAsync(bytes, random);
        }
#pragma warning disable CA1031 // Anything that is thrown is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown = exception;
        }

        figures.Add(number, Stopwatch.GetElapsedTime(began), thrown, Limit);
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
