using System.Diagnostics;

namespace Upright.Bench;

/// <summary>How long each stage of one run took.</summary>
internal sealed class Stages
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public List<(string Name, double Milliseconds)> Marked { get; } = [];

    /// <summary>Ends a stage and begins the next.</summary>
    public void Mark(string name)
    {
        Marked.Add((name, _watch.Elapsed.TotalMilliseconds));
        _watch.Restart();
    }
}
