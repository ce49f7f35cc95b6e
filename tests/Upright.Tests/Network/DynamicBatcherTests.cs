using System.Collections.Concurrent;
using Upright.Network;

namespace Upright.Tests.Network;

/// <summary>What several threads ask at once is answered together, each with its own answer.</summary>
public sealed class DynamicBatcherTests
{
    [Fact]
    public async Task WhatIsAskedDuringARunGoesIntoTheNextTogether()
    {
        using Asked asked = new(largest: 100);
        asked.Begin("first");
        await asked.BeginAllAsync("a", "b", "c");

        asked.LetRun();

        Assert.Equal(["FIRST", "A", "B", "C"], await asked.AnswersAsync());
        Assert.Equal(["first", "a b c"], asked.Runs);
    }

    [Fact]
    public async Task ABatchIsNoLargerThanAllowedAndKeepsTheOrder()
    {
        using Asked asked = new(largest: 5);
        asked.Begin("longer than allowed");
        await asked.BeginAllAsync("aa", "bb", "cc", "d");

        asked.LetRun();

        await asked.AnswersAsync();
        Assert.Equal(["longer than allowed", "aa bb d", "cc"], asked.Runs);
    }

    [Fact]
    public async Task WhatDoesNotGoTogetherWaitsForItsOwnRun()
    {
        using Asked asked = new(largest: 100);
        asked.Begin("first");
        await asked.BeginAllAsync("1", "a", "2", "b");

        asked.LetRun();

        await asked.AnswersAsync();
        Assert.Equal(["first", "1 2", "a b"], asked.Runs);
    }

    [Fact]
    public async Task ABadQuestionFailsAlone()
    {
        using Asked asked = new(largest: 100);
        asked.Begin("first");
        await asked.BeginAllAsync("a", "bad", "c");

        asked.LetRun();

        Assert.Equal(["FIRST", "A", "bad: it is", "C"], await asked.AnswersAsync());
        Assert.Equal(["first", "a bad c", "a", "bad", "c"], asked.Runs);
        asked.Begin("and on");
        Assert.Equal("AND ON", (await asked.AnswersAsync())[^1]);
    }

    [Fact]
    public async Task NoAnswerIsLostOrExchangedAmongMany()
    {
        var most = 0;
        DynamicBatcher<int, int> batcher = new(8, _ => 1, (_, _) => true, questions =>
        {
            most = Math.Max(most, questions.Count);
            return [.. questions.Select(question => question % 7 == 0 ? throw new ArithmeticException() : question * question)];
        });

        await Task.WhenAll(Enumerable.Range(0, 12).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var question = thread * 100; question < (thread + 1) * 100; question++)
                {
                    if (question % 7 == 0)
                    {
                        Assert.Throws<ArithmeticException>(() => batcher.Ask(question));
                    }
                    else
                    {
                        Assert.Equal(question * question, batcher.Ask(question));
                    }
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.InRange(most, 1, 8);
        Assert.Equal(0, batcher.Waiting);
    }

    // Letters go with letters, digits with digits; a run waits until it is let.
    private sealed class Asked : IDisposable
    {
        private readonly DynamicBatcher<string, string> batcher;
        private readonly ManualResetEventSlim mayRun = new();
        private readonly ManualResetEventSlim runs = new();
        private readonly List<Task<string>> asking = [];
        private readonly ConcurrentQueue<string> ran = [];

        public Asked(int largest) => batcher = new(largest, question => question.Length, (one, other) => char.IsDigit(one[0]) == char.IsDigit(other[0]), questions =>
        {
            ran.Enqueue(string.Join(' ', questions));
            runs.Set();
            mayRun.Wait();
            return questions.Contains("bad") ? throw new InvalidOperationException("it is") : [.. questions.Select(question => question.ToUpperInvariant())];
        });

        public IEnumerable<string> Runs => ran;

        public void Begin(string question)
        {
            asking.Add(Task.Factory.StartNew(() => Ask(question), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            runs.Wait(TestContext.Current.CancellationToken);
        }

        public async Task BeginAllAsync(params string[] questions)
        {
            foreach (var question in questions)
            {
                var before = batcher.Waiting;
                Begin(question);
                while (batcher.Waiting == before)
                {
                    await Task.Delay(1, TestContext.Current.CancellationToken);
                }
            }
        }

        public void LetRun() => mayRun.Set();

        public Task<string[]> AnswersAsync() => Task.WhenAll(asking);

        public void Dispose()
        {
            mayRun.Dispose();
            runs.Dispose();
        }

        private string Ask(string question)
        {
            try
            {
                return batcher.Ask(question);
            }
            catch (InvalidOperationException exception)
            {
                return $"{question}: {exception.Message}";
            }
        }
    }
}
