namespace Upright.TextLines;

/// <summary>What tells lines of text from other things that have a direction.</summary>
/// <param name="Lead">By how much the direction's votes exceed those of any other, as a share of its own, 0 to 1.</param>
/// <param name="Edges">Edges of lines that were followed, agree, and are uneven as letters are; each ruled edge takes one away.</param>
/// <param name="Sharpness">Energy of the edges' sums over that of their strips one by one; 1 where strips do not match.</param>
internal readonly record struct TextEvidence(double Lead, int Edges, double Sharpness)
{
    /// <summary>Edges beyond this many prove nothing more; a busy texture has hundreds.</summary>
    private const int EnoughEdges = 40;

    /// <summary>How much this looks like text whose lines were found, 0 to 1; answers are given from 0.5.</summary>
    /// <remarks>
    /// Logistic regression between real pages and photographs (evaluation/textlines/fit_confidence.py), with 0.7 taken
    /// off the constant, which makes wrong answers on photographs rarer than pages without an answer.
    /// </remarks>
    public double Confidence
    {
        get
        {
            var logit = -14.24 + (9.82 * Lead) + (1.79 * Math.Log(Math.Min(Edges, EnoughEdges) + 1)) + (1.29 * Math.Log(Math.Max(Sharpness, 0.1)));
            return 1 / (1 + Math.Exp(-logit));
        }
    }
}
