namespace Upright.Estimation;

/// <summary>The numbers that an answer was weighed by, beside the sources' own: what the fusion is fitted on.</summary>
/// <param name="Near">The first of the four hypotheses: the fused residual in the quarter of the views' peak.</param>
/// <param name="ViewsDegrees">The turn that the views say.</param>
/// <param name="ViewsMass">Logit of the share of their quarter's probability that lies around it.</param>
/// <param name="ViewsDeviation">Logarithm of the deviation around it, in degrees.</param>
/// <param name="Tilted">Logit of the share of the answer's quarter that lies further than a degree and a half from level.</param>
/// <param name="ResidualTrust">Probability that the fused residual is right but for its error.</param>
internal sealed record FusionFeatures(Angle Near, double ViewsDegrees, double ViewsMass, double ViewsDeviation, double Tilted, double ResidualTrust);
