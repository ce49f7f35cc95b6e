namespace Upright.Cli;

/// <summary>How decisions are spelt in every output.</summary>
internal static class DecisionName
{
    public static string Of(Decision decision) => decision switch
    {
        Decision.Turn => "turn",
        Decision.Leave => "leave",
        Decision.Unsure => "unsure",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, null),
    };
}
