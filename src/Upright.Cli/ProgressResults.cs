namespace Upright.Cli;

/// <summary>Passes results on and says how a run of many pictures is going: a line that renews itself on a terminal, one line at the end anywhere.</summary>
internal sealed class ProgressResults(ResultWriter inner, TextWriter messages, int total, bool isTerminal, string? folder, string leftOut) : ResultWriter
{
    private const string EraseLine = "\r\e[K";

    private readonly RunTally tally = new();

    public override void Begin() => inner.Begin();

    public override void Write(PictureResult result)
    {
        tally.Count(result);
        if (!isTerminal)
        {
            inner.Write(result);
            return;
        }

        messages.Write(EraseLine);
        inner.Write(result);
        messages.Write(tally.Progress(total));
        messages.Flush();
    }

    public override void End()
    {
        inner.End();
        messages.WriteLine((isTerminal ? EraseLine : "") + tally.Summary());
        if (leftOut.Length > 0)
        {
            messages.WriteLine(leftOut);
        }

        if (folder is not null && tally.Unsure > 0)
        {
            messages.WriteLine(Words.Of($"To decide the unsure ones yourself: upright review {Quoted(folder)}"));
        }
    }

    public override void Interrupted()
    {
        inner.Interrupted();
        messages.WriteLine((isTerminal ? EraseLine : "") + tally.Interrupted(total) + (folder is null ? "" : Words.Of(" The same command goes on with the rest.")));
    }

    private static string Quoted(string path) => path.Contains(' ') ? $"'{path}'" : path;
}
