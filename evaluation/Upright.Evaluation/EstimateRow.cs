using System.Globalization;

namespace Upright.Evaluation;

/// <summary>One estimate beside the truth, a row of a results file.</summary>
internal sealed record EstimateRow(TestPicture Picture, RotationEstimate Estimate)
{
    public const string Header = "file,source,use,truth,angle,error,confidence,quarter_confidence,angle_error,decision,reason,kind,text_share,time_ms,mirrored_truth,mirrored_score,mirrored,mirrored_confidence";

    /// <summary>Degrees between the answer and the truth, 0 to 180; null for controls.</summary>
    public double? Error => Picture.Truth is { } truth ? Estimate.Angle.DistanceTo(truth) : null;

    public override string ToString() => string.Join(
        ',',
        Picture.Name,
        Picture.Source,
        Picture.IsForCalibration ? "calibrate" : "report",
        Picture.Truth?.ToString() ?? "",
        Estimate.Angle,
        Number(Error, "0.###"),
        Number(Estimate.Confidence, "0.#####"),
        Number(Estimate.QuarterConfidence, "0.#####"),
        Number(Estimate.AngleError, "0.####"),
        Estimate.Decision,
        Estimate.Reason?.ToString() ?? "",
        Estimate.Evidence.Kind,
        Number(Estimate.TextShare, "0.####"),
        Number(Estimate.InferenceTime.TotalMilliseconds, "0.#"),
        Picture.IsMirrored,
        Number(Estimate.Evidence.MirroredScore, "0.#####"),
        Estimate.Mirrored?.ToString() ?? "",
        Number(Estimate.MirroredConfidence, "0.#####"));

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
