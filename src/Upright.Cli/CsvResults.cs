using System.Globalization;

namespace Upright.Cli;

/// <summary>CSV by RFC 4180, with a header; numbers with a point.</summary>
internal sealed class CsvResults(TextWriter answers) : ResultWriter
{
    public override void Begin() => Line("file,angle,confidence,decision,method,width,height,time_ms,error");

    public override void Write(PictureResult result)
    {
        var estimate = result.Estimate;
        Line(string.Join(
            ',',
            Quoted(result.File),
            Number(estimate?.Angle.Degrees, "0.000"),
            Number(estimate?.Confidence, "0.0000"),
            estimate is null ? "" : DecisionName.Of(estimate.Decision),
            result.Report is null ? "" : MethodName(result.Report.Method),
            estimate?.Width.ToString(CultureInfo.InvariantCulture),
            estimate?.Height.ToString(CultureInfo.InvariantCulture),
            Number(result.Time.TotalMilliseconds, "0.0"),
            result.Failure?.Error.Code));
    }

    private static string MethodName(RotationMethod method) => method switch
    {
        RotationMethod.None => "none",
        RotationMethod.LosslessQuarter => "lossless_quarter",
        RotationMethod.Quarter => "quarter",
        RotationMethod.AffineWarp => "affine_warp",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    private static string? Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private void Line(string text)
    {
        answers.Write(text + "\n");
        answers.Flush();
    }
}
