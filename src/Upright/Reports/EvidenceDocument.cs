namespace Upright;

/// <summary>What one source said, as it leaves as JSON.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Quarters">Log-likelihoods of 0, 90, 180 and 270 degrees and the residual, the best of them 0; null where it says nothing of the quarter.</param>
/// <param name="Residual">Degrees clockwise, in [-45, 45]; null where it says nothing of it.</param>
/// <param name="StandardError">Standard error of the residual in degrees.</param>
/// <param name="Trust">Probability, 0 to 1, that the residual is right but for its error.</param>
internal sealed record EvidenceDocument(EvidenceSource Source, double[]? Quarters, double? Residual, double? StandardError, double? Trust)
{
    /// <summary>The document of what a source said.</summary>
    public static EvidenceDocument Of(SourceEvidence evidence) => new(
        evidence.Source,
        evidence.QuarterLogLikelihoods is { } quarters ? [.. quarters.Select(quarter => Math.Round(quarter - quarters.Max(), 2) + 0.0)] : null,
        Rounded(evidence.Residual),
        Rounded(evidence.ResidualError),
        Rounded(evidence.Trust));

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 4) + 0.0 : null;
}
