using System.Globalization;

namespace Upright.Cli;

/// <summary>What one source of evidence said, in words.</summary>
internal static class EvidenceText
{
    /// <summary>One line.</summary>
    public static string Of(SourceEvidence evidence)
    {
        var quarters = evidence.QuarterLogLikelihoods is { } known
            ? "quarters 0, 90, 180, 270: " + string.Join(", ", known.Select(quarter => Text($"{quarter - known.Max():0.0}"))) : null;
        var residual = evidence.Residual is { } degrees
            ? Text($"residual {degrees:0.###}° ± {evidence.ResidualError:0.###}°, trusted with {evidence.Trust:0.00}") : null;
        return $"{Name(evidence.Source)}: {string.Join("; ", new[] { quarters, residual }.OfType<string>())}";
    }

    private static string Name(EvidenceSource source) => source switch
    {
        EvidenceSource.Expectation => "expectation",
        EvidenceSource.Glance => "glance",
        EvidenceSource.SecondLook => "second look",
        EvidenceSource.CloserLook => "closer look",
        EvidenceSource.LargeNetwork => "larger network",
        EvidenceSource.PageNetwork => "page network",
        EvidenceSource.Letters => "letters",
        EvidenceSource.Lines => "lines of text",
        _ => "rules",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
