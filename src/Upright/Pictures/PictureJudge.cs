using System.Diagnostics;
using NetVips;
using Upright.Estimation;
using Upright.Imaging;
using Upright.Network;

namespace Upright;

/// <summary>Makes the estimate of a picture: reduced, looked at, calibrated, decided.</summary>
internal sealed class PictureJudge
{
    private readonly Task<Networks> loading;
    private readonly UprightOptions options;
    private readonly Lazy<Estimator> estimator;

    /// <summary>Judges by networks that may still be loading.</summary>
    public PictureJudge(Task<Networks> loading, UprightOptions options)
    {
        (this.loading, this.options) = (loading, options);
        estimator = new(() => new Estimator(loading.GetAwaiter().GetResult(), options) { IsThorough = IsThorough });
    }

    /// <summary>Whether every source is asked, however sure the answer: to fit the fusion by.</summary>
    public bool IsThorough { get; init; }

    /// <summary>Finds the angle of an opened picture.</summary>
    public RotationEstimate Estimate(Picture picture, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var reduced = picture.OpenForEstimate(cancellationToken: cancellationToken);
        return Estimate(reduced, picture.Info.Orientation, Stopwatch.GetElapsedTime(began), cancellationToken);
    }

    /// <summary>Finds the angle of decoded pixels.</summary>
    public RotationEstimate Estimate(Image image, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var reduced = ReducedPicture.Of(image, ReducedPicture.DefaultLongSide, cancellationToken);
        return Estimate(reduced, orientation: 1, Stopwatch.GetElapsedTime(began), cancellationToken);
    }

    private RotationEstimate Estimate(ReducedPicture reduced, int orientation, TimeSpan decodeTime, CancellationToken cancellationToken)
    {
        var networks = loading.GetAwaiter().GetResult();
        using var use = networks.Use();
        using var span = Telemetry.Source.StartActivity("estimate");
        var began = Stopwatch.GetTimestamp();
        var answer = estimator.Value.Find(reduced.Pixels, cancellationToken);
        var seen = answer.Observations;
        var verdict = Decider.Decide(answer, options);
        // A suspicion is no finding: the score is among the evidence.
        var mirrored = Calibration.Mirrored(networks.Small.Manifest.Calibrations, seen) is { } probability && Math.Max(probability, 1 - probability) >= MirrorImage.Sure ? probability : (double?)null;
        var estimate = new RotationEstimate
        {
            Angle = answer.Angle,
            Confidence = Decider.Confidence(answer, options),
            QuarterConfidence = answer.Quarters[0],
            AngleError = answer.Error,
            Decision = verdict.Decision,
            Reason = verdict.Reason,
            Mirrored = mirrored is null ? null : mirrored >= 0.5,
            MirroredConfidence = mirrored is { } sure ? Math.Max(sure, 1 - sure) : null,
            DeadBand = Decider.DeadBand(answer, options),
            Width = reduced.FullWidth,
            Height = reduced.FullHeight,
            ExifOrientation = orientation,
            Model = networks.Small.Manifest.Weights,
            Device = networks.Small.Device,
            Corners = [.. seen.Corners.Chunk(2).Select(corner => new CornerOffset(corner[0], corner[1]))],
            TextLineDensity = seen.TextLineDensity,
            View = seen.View,
            InferenceTime = Stopwatch.GetElapsedTime(began),
            DecodeTime = decodeTime,
            Evidence = new RotationEvidence
            {
                Kind = answer.Kind,
                PageProbability = answer.PageProbability,
                Sources = answer.Sources,
                QuarterProbabilities = [.. Enumerable.Range(0, 4).Select(k => answer.Quarters[(k - answer.Angle.QuarterTurns + 4) % 4])],
                TextLines = answer.IsMeasured ? answer.Angle : null,
                TiltProbability = answer.TiltProbability,
                MirroredScore = seen.MirroredScore,
            },
            Answer = answer,
        };
        Telemetry.Record(estimate, span);
        return estimate;
    }
}
