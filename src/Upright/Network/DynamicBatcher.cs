using System.Runtime.ExceptionServices;

namespace Upright.Network;

/// <summary>
/// Joins what several threads ask at the same time into one run (dynamic batching): what is asked while a run lasts waits for its end,
/// and goes into the next together. So nobody waits for a second question that may never come.
/// </summary>
/// <remarks>
/// One run at a time, on the thread of one of those who ask. A batch that fails is asked again one by one, so that every question
/// fails by its own fault alone.
/// </remarks>
/// <param name="largest">The sum of sizes that a batch may have; a single question may be larger.</param>
/// <param name="size">A question's size.</param>
/// <param name="goTogether">Whether two questions can be answered in one run.</param>
/// <param name="run">Answers questions that go together, in their order.</param>
internal sealed class DynamicBatcher<TQuestion, TAnswer>(
    int largest, Func<TQuestion, int> size, Func<TQuestion, TQuestion, bool> goTogether, Func<IReadOnlyList<TQuestion>, IReadOnlyList<TAnswer>> run)
{
    private readonly object gate = new();
    private readonly List<Pending> waiting = [];
    private bool isRunning;

    /// <summary>Runs so far.</summary>
    public int Runs { get; private set; }

    /// <summary>How many questions wait for the end of a run.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    public TAnswer Ask(TQuestion question)
    {
        Pending mine = new(question);
        lock (gate)
        {
            waiting.Add(mine);
        }

        while (true)
        {
            List<Pending> batch;
            lock (gate)
            {
                while (isRunning && !mine.IsDone)
                {
                    Monitor.Wait(gate);
                }

                if (mine.IsDone)
                {
                    mine.Failure?.Throw();
                    return mine.Answer!;
                }

                isRunning = true;
                batch = Next();
            }

            try
            {
                Run(batch);
            }
            finally
            {
                lock (gate)
                {
                    batch.ForEach(pending => pending.IsDone = true);
                    isRunning = false;
                    Monitor.PulseAll(gate);
                }
            }
        }
    }

    /// <summary>The one that waits longest, and of the others, in their order, those that go with it.</summary>
    private List<Pending> Next()
    {
        List<Pending> batch = [];
        var room = largest;
        foreach (var pending in waiting)
        {
            if (batch.Count == 0 || (size(pending.Question) <= room && goTogether(batch[0].Question, pending.Question)))
            {
                batch.Add(pending);
                room -= size(pending.Question);
            }
        }

        waiting.RemoveAll(batch.Contains);
        return batch;
    }

    private void Run(IReadOnlyList<Pending> batch)
    {
        try
        {
            Runs++;
            var answers = run([.. batch.Select(pending => pending.Question)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer = answers[i];
            }
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Failure = ExceptionDispatchInfo.Capture(exception);
        }
        catch (Exception)
        {
            foreach (var pending in batch)
            {
                Run([pending]);
            }
        }
    }

    private sealed class Pending(TQuestion question)
    {
        public TQuestion Question => question;

        public TAnswer? Answer { get; set; }

        public ExceptionDispatchInfo? Failure { get; set; }

        public bool IsDone { get; set; }
    }
}
