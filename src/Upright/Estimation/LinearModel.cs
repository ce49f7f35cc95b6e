namespace Upright.Estimation;

/// <summary>A weighted sum of named features; a feature without a weight counts nothing.</summary>
/// <param name="Weights">Weight by the feature's name; <c>bias</c> is added always.</param>
internal sealed record LinearModel(IReadOnlyDictionary<string, double> Weights)
{
    /// <summary>The sum.</summary>
    public double Value(params ReadOnlySpan<(string Name, double Value)> features)
    {
        var sum = Weights.GetValueOrDefault("bias");
        foreach (var (name, value) in features)
        {
            sum += Weights.GetValueOrDefault(name) * value;
        }

        return sum;
    }

    /// <summary>The sum as the logit of a probability.</summary>
    public double Probability(params ReadOnlySpan<(string Name, double Value)> features) => 1 / (1 + Math.Exp(-Value(features)));
}
