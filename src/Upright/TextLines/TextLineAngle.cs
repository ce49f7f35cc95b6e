namespace Upright.TextLines;

/// <summary>What the lines of text on a picture say about its angle.</summary>
/// <param name="Degrees">The clockwise turn that levels the lines, in degrees: of the four at right angles, the one nearest to what was asked around.</param>
/// <param name="Spread">Standard error of <paramref name="Degrees"/>, in degrees, from the disagreement of the lines.</param>
/// <param name="Confidence">How much this looks like text whose lines were found, 0 to 1.</param>
/// <param name="Evidence">What the confidence rests on.</param>
internal readonly record struct TextLineAngle(double Degrees, double Spread, double Confidence, TextEvidence Evidence)
{
    private const double LeastConfidence = 0.5;

    /// <summary>Whether the lines by themselves are enough to be sure that there is text.</summary>
    public bool IsSurelyText => Confidence >= LeastConfidence;
}
