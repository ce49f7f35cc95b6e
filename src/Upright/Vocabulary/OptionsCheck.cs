namespace Upright;

/// <summary>Collects what is wrong with options, so that a caller hears of everything at once.</summary>
internal sealed class OptionsCheck
{
    private readonly List<string> violations = [];

    /// <summary>Notes a violation unless the condition holds.</summary>
    public void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds)
        {
            violations.Add(Words.Of($"{name} is {value}, allowed is {Words.Of(allowed)}."));
        }
    }

    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/> with every violation.</exception>
    public void ThrowIfViolated()
    {
        if (violations.Count > 0)
        {
            throw new UprightException(UprightError.InvalidOptions, string.Join(" ", violations));
        }
    }
}
