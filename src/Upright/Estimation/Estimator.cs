using Upright.Network;

namespace Upright.Estimation;

/// <summary>Finds the angle of pictures, from any number of threads: looks at each, weighs what was seen, and sees to pages that are seen in a mirror.</summary>
/// <param name="networks">The networks.</param>
/// <param name="options">What is expected, how sure to be, how much to look at.</param>
internal sealed class Estimator(Networks networks, UprightOptions options)
{
    // No more is looked at once what more evidence can change would cost no more than this share of what is allowed.
    private const double Settled = 0.05;

    // A source has a clear opinion of a quarter that is five times as likely as any other.
    private static readonly double ClearOpinion = Math.Log(5);

    private readonly Fusion fusion = new(AnglePrior.For(options.Expect), FusionParameters.Read(networks.Small.Manifest.Metadata.GetValueOrDefault(FusionParameters.Key)));

    /// <summary>Whether every source is asked, however sure the answer: to fit the fusion by.</summary>
    public bool IsThorough { get; init; }

    /// <summary>The answer for one picture.</summary>
    /// <param name="page">sRGB or grey, about 1280 pixels along the longer side where the picture has them, so that a page can be read.</param>
    /// <param name="cancellationToken">Looked at between the sources.</param>
    public FusedEstimate Find(PixelBuffer page, CancellationToken cancellationToken)
    {
        var seen = FindAsSeen(page, cancellationToken);
        return MirrorImage.Settle(seen, Calibration.Mirrored(networks.Small.Manifest.Calibrations, seen.Observations), () => FindAsSeen(page.Mirrored(), cancellationToken));
    }

    private FusedEstimate FindAsSeen(PixelBuffer page, CancellationToken cancellationToken)
    {
        using SeenPicture seen = new(page);
        return new Observer(networks, seen, fusion.Fuse, IsSettled, options.Effort, IsThorough, isCutOut: false, cancellationToken).Observe();
    }

    private bool IsSettled(FusedEstimate answer) =>
        Agrees(answer) && Decider.Cost(answer with { Quarters = answer.BelievedQuarters }, options) <= Settled * Math.Min(1 - options.Threshold, 1 - UprightOptions.DefaultThreshold);

    // Where sources contradict each other, or one has no clear opinion, all are heard: to stop at the first that outweighs
    // the others would be to choose it.
    private static bool Agrees(FusedEstimate answer) => answer.Sources.All(source =>
        source.Source == EvidenceSource.Expectation || source.QuarterLogLikelihoods is not { } quarters || SpeaksFor(quarters, answer.Angle.QuarterTurns));

    private static bool SpeaksFor(IReadOnlyList<double> quarters, int answer) =>
        Enumerable.Range(0, quarters.Count).All(k => k == answer || quarters[answer] - quarters[k] >= ClearOpinion);
}
