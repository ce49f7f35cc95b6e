namespace Upright.Cli;

/// <summary>Fixes many pictures; into a folder with a ledger, so that only what is not done yet is done.</summary>
internal static class FixRun
{
    public static async Task<int> DoAsync(
        UprightOptions decisions,
        FixOptions options,
        OutputTargets targets,
        bool writesReports,
        bool sharesEvidence,
        int jobs,
        ResultWriter results,
        ToolStreams streams,
        CancellationToken cancellationToken)
    {
        using var ledger = targets.LedgerFolder is { } folder ? Ledger.Open(folder, new RunSettings(decisions, options, writesReports)) : null;
        using var upright = PictureRun.BeginLoading(decisions, jobs, targets.Pictures.Count);
        return !sharesEvidence ? await EachAsync(results) : await SharedEvidenceRun.DoAsync(results, EachAsync, AgainAsync, streams.Messages);

        Task<int> EachAsync(ResultWriter shown) => PictureRun.DoAsync(targets.Pictures, jobs, shown, FixAsync, Record, cancellationToken);

        async Task<PictureResult> AgainAsync(int index, Angle angle)
        {
            var (picture, target) = (targets.Pictures[index], targets.Paths[index]);
            var result = await PictureResult.OfAsync(picture.Path, async () => new OtherDecision(OtherDecision.SameCamera, angle).Of(
                await PictureFixer.FixAsync(upright, picture, target, options with { Turn = angle }, writesReports, streams, cancellationToken)));
            Record(index, result);
            return result;
        }

        async Task<PictureResult> FixAsync(int index, CancellationToken stop)
        {
            var (picture, target) = (targets.Pictures[index], targets.Paths[index]);
            return ledger?.Done(picture, target) is { } line
                ? new PictureResult(picture.Path, Earlier: line)
                : await PictureFixer.FixAsync(upright, picture, target, options, writesReports, streams, stop);
        }

        void Record(int index, PictureResult result)
        {
            if (result.Earlier is null)
            {
                ledger?.Add(targets.Pictures[index], targets.Paths[index], result);
            }
        }
    }
}
