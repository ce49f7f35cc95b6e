using System.Globalization;

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
        using var ledger = targets.LedgerFolder is { } folder ? Ledger.Open(folder, Settings(decisions, options, writesReports)) : null;
        if (!sharesEvidence)
        {
            return await EachAsync(results);
        }

        using var upright = Uprighter.Create(decisions);
        return await SharedEvidenceRun.DoAsync(results, EachAsync, AgainAsync, streams.Messages);

        Task<int> EachAsync(ResultWriter shown) => PictureRun.DoAsync(decisions, targets.Pictures, jobs, shown, FixAsync, Record, cancellationToken);

        async Task<PictureResult> AgainAsync(int index, Angle angle)
        {
            var (picture, target) = (targets.Pictures[index], targets.Paths[index]);
            var result = await PictureResult.OfAsync(picture.Path, async () => new OtherDecision(OtherDecision.SameCamera, angle).Of(
                await PictureFixer.FixAsync(upright, picture, target, options with { Turn = angle }, writesReports, streams, cancellationToken)));
            Record(index, result);
            return result;
        }

        async Task<PictureResult> FixAsync(Uprighter upright, int index, CancellationToken stop)
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

    /// <summary>What an output depends on, besides the picture: under other settings it is done again.</summary>
    public static string Settings(UprightOptions decisions, FixOptions options, bool writesReports) => string.Create(
        CultureInfo.InvariantCulture,
        $"threshold {decisions.Threshold}, expect {decisions.Expect}, dead bands {decisions.DeadBand} {decisions.TextDeadBand}, max angle {decisions.MaxAngle}, tolerant {decisions.Tolerant}, model {decisions.ModelPath}, canvas {options.Canvas}, fill {options.Fill}, only {options.Only}, unmirror {options.Unmirror}, tag only {options.TagOnly}, edge {options.Edge}, format {options.Format}, quality {options.Quality}, change signed {options.ChangeSigned}, reports {writesReports}");
}
