using System.Diagnostics;
using NetVips;
using Upright.Estimation;
using Upright.Imaging;
using Upright.Network;

namespace Upright;

/// <summary>Makes the estimate of a picture: reduced, looked at, calibrated, decided.</summary>
internal sealed class PictureJudge(Task<OrientationNetwork> loading, UprightOptions options)
{
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
        var network = loading.GetAwaiter().GetResult();
        using var hold = network.Hold();
        using var span = Telemetry.Source.StartActivity("estimate");
        var began = Stopwatch.GetTimestamp();
        var findings = new Estimator(network).Find(reduced.Pixels, AnglePrior.For(options.Expect), cancellationToken);
        var confidence = Calibration.Confidence(findings.Score, Calibration.Knots(network.Manifest.Calibrations, options.Expect, findings));
        var quarter = Calibration.Quarter(network.Manifest.Calibrations, options.Expect, findings);
        var verdict = Decider.Decide(findings, confidence, quarter ?? confidence, options);
        var mirrored = Calibration.Mirrored(network.Manifest.Calibrations, findings);
        var estimate = new RotationEstimate
        {
            Angle = findings.Angle,
            Confidence = confidence,
            QuarterConfidence = quarter,
            Decision = verdict.Decision,
            Reason = verdict.Reason,
            Mirrored = mirrored is null ? null : mirrored >= 0.5,
            MirroredConfidence = mirrored is { } probability ? Math.Max(probability, 1 - probability) : null,
            DeadBand = Decider.DeadBand(findings, options),
            Width = reduced.FullWidth,
            Height = reduced.FullHeight,
            ExifOrientation = orientation,
            Model = network.Manifest.Weights,
            Device = network.Device,
            Corners = [.. findings.Corners.Chunk(2).Select(corner => new CornerOffset(corner[0], corner[1]))],
            TextLineDensity = findings.TextLineDensity,
            Look = findings.Look,
            InferenceTime = Stopwatch.GetElapsedTime(began),
            DecodeTime = decodeTime,
            Evidence = new RotationEvidence
            {
                Glance = findings.Glance.Mode(),
                GlanceMass = findings.Glance.MassWithin(findings.Glance.Mode(), 10),
                LookAgain = findings.LookAgain,
                TextLines = findings.TextLines is null ? null : findings.Angle,
                AreRules = findings.AreRules,
                TextLineSpread = findings.TextLines?.Spread,
                Score = findings.Score,
                Tilted = findings.HasSureLines ? null : findings.Tilted,
                QuarterScore = findings.HasSureLines ? null : findings.QuarterScore,
                MirroredScore = findings.MirroredScore,
                ReadingLooks = findings.ReadingLooks,
            },
        };
        Telemetry.Record(estimate, span);
        return estimate;
    }
}
