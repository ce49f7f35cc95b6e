namespace Upright.Cli;

/// <summary>Fixes the pictures of one job, each by itself first; then those that were unsure by what the sure ones say.</summary>
internal static class SharedEvidenceRun
{
    /// <summary>Does both.</summary>
    /// <param name="results">Where rows are shown: an unsure picture's when it is clear what becomes of it.</param>
    /// <param name="first">Does every picture by itself and shows the results.</param>
    /// <param name="again">Does the picture with an index again, turned by an angle.</param>
    /// <param name="messages">Gets a line that tells what was shared.</param>
    /// <returns>The highest exit code of all.</returns>
    public static async Task<int> DoAsync(
        ResultWriter results, Func<ResultWriter, Task<int>> first, Func<int, Angle, Task<PictureResult>> again, TextWriter messages)
    {
        DeferringResults deferring = new(results);
        var worst = await first(deferring);
        var evidence = JobEvidence.Of(deferring.All);
        var decided = 0;
        foreach (var (index, result) in deferring.Unsure)
        {
            var final = result;
            if (evidence.For(result) is { } angle)
            {
                decided++;
                final = await again(index, angle);
                worst = Math.Max(worst, final.ExitCode);
            }

            results.Write(final);
        }

        results.End();
        await messages.WriteLineAsync(evidence.Told(decided, deferring.Unsure.Count));
        return worst;
    }

    /// <summary>Shows what is clear and keeps the rest.</summary>
    private sealed class DeferringResults(ResultWriter inner) : ResultWriter
    {
        public List<PictureResult> All { get; } = [];

        public List<(int Index, PictureResult Result)> Unsure { get; } = [];

        public override void Begin() => inner.Begin();

        public override void Write(PictureResult result)
        {
            var isUnsure = result.Earlier is { } line ? (string?)line["decision"] == "unsure" : result.Estimate?.Decision == Decision.Unsure;
            if (isUnsure)
            {
                Unsure.Add((All.Count, result));
            }
            else
            {
                inner.Write(result);
            }

            All.Add(result with { Estimate = result.Estimate?.WithoutMap() });
        }
    }
}
