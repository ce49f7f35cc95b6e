using System.Diagnostics;
using Upright.Pages.Apart;
using Upright.Tests.Pages;

namespace Upright.Tests.Fuzzing;

/// <summary>Mutated inputs, for half a minute here; <see cref="FuzzRun"/> has what makes a long run of it.</summary>
public sealed class FuzzTests(DocumentFixture fixture) : IClassFixture<DocumentFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20); // of one case, on a machine that does much else
    private const long MostMemory = 1L << 30;
    private const int Told = 1000;

    [Fact]
    public async Task WhateverIsReadIsReadOrRefusedByTheCatalogue()
    {
        FuzzRun run = new(TimeSpan.FromSeconds(30));
        using var reader = ReaderProgram.Of(typeof(Upright.Cli.Tool).Assembly)!;
        var targets = FuzzTargets.Chosen(fixture.Upright, reader);
        var figures = targets.Select(target => new FuzzFigures(target.Name)).ToArray();
        long memory = 0;
        for (var number = run.First; run.Goes(number); number++)
        {
            var of = number % targets.Count;
            await OneAsync(targets[of], figures[of], run, number);
            if (Peak() is var peak && peak > memory)
            {
                memory = peak;
                figures[of].Rose(number, peak);
            }

            if (number % Told == 0)
            {
                Tell();
            }
        }

        Tell();
        Assert.Empty(figures.SelectMany(figure => figure.Broken));
        if (run.Cases is not null)
        {
            // In a short run the other tests of this process have had their memory too.
            Assert.InRange(memory, 0, MostMemory);
        }

        void Tell() => run.Tell(figures, $"peak memory {memory >> 20} MB; readers of documents that ended at a case: {reader.Ended}");
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static async Task OneAsync(FuzzTarget target, FuzzFigures figures, FuzzRun run, int number)
    {
        var random = run.Of(number);
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
}
