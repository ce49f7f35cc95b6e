namespace Upright.Cli;

/// <summary>Passes results on and says how a run of many pictures is going: a line that renews itself on a terminal, one line at the end anywhere.</summary>
internal sealed class ProgressResults(ResultWriter inner, TextWriter messages, int total, bool isTerminal) : ResultWriter
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
    }
}
