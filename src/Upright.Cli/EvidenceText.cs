using System.Globalization;

namespace Upright.Cli;

/// <summary>What one source of evidence said, in words.</summary>
internal static class EvidenceText
{
    /// <summary>One line.</summary>
    public static string Of(SourceEvidence evidence)
    {
        var quarters = evidence.QuarterLogLikelihoods is { } known
            ? Words.Of($"quarters 0, 90, 180, 270: {string.Join(", ", known.Select(quarter => Text($"{quarter - known.Max():0.0}")))}") : null;
        var residual = evidence.Residual is { } degrees
            ? Words.Of($"residual {degrees:0.###}° ± {evidence.ResidualError:0.###}°, trusted with {evidence.Trust:0.00}") : null;
        return $"{Name(evidence.Source)}: {string.Join("; ", new[] { quarters, residual }.OfType<string>())}";
    }

    private static string Name(EvidenceSource source) => source switch
    {
        EvidenceSource.Expectation => Words.Of("expectation"),
        EvidenceSource.Glance => Words.Of("glance"),
        EvidenceSource.SecondLook => Words.Of("second look"),
        EvidenceSource.CloserLook => Words.Of("closer look"),
        EvidenceSource.LargeNetwork => Words.Of("larger network"),
        EvidenceSource.PageNetwork => Words.Of("page network"),
        EvidenceSource.PageParts => Words.Of("page network, parts"),
        EvidenceSource.Letters => Words.Of("letters"),
        EvidenceSource.LargerLetters => Words.Of("larger letters"),
        EvidenceSource.Lines => Words.Of("lines of text"),
        EvidenceSource.Outline => Words.Of("outline"),
        _ => Words.Of("rules"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
