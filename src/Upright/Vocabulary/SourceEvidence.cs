namespace Upright;

/// <summary>What one source says about a picture's angle.</summary>
/// <param name="Source">The source.</param>
/// <param name="QuarterLogLikelihoods">
/// Of the four hypotheses that the picture must be turned by the answer's residual and 0, 90, 180 or 270 degrees: the logarithm of how
/// well they explain what the source saw, before it is weighted; null where it says nothing of the quarter.
/// </param>
/// <param name="Residual">Degrees clockwise, in [-45, 45], that it says are left after the quarter turns; null where it says nothing of it.</param>
/// <param name="ResidualError">Standard error of <paramref name="Residual"/> in degrees.</param>
/// <param name="Trust">Probability, 0 to 1, that <paramref name="Residual"/> is right but for its error.</param>
public sealed record SourceEvidence(
    EvidenceSource Source,
    IReadOnlyList<double>? QuarterLogLikelihoods,
    double? Residual = null,
    double? ResidualError = null,
    double? Trust = null);
