namespace Upright.Files;

/// <summary>Keeps an output from replacing the input it was made of.</summary>
/// <param name="InputPath">The input's path; null for bytes and streams, which nothing can replace.</param>
/// <param name="InPlace">Whether replacing the input was asked for.</param>
internal sealed record InputGuard(string? InputPath, bool InPlace = false)
{
    /// <summary>Nothing to guard.</summary>
    public static InputGuard None { get; } = new((string?)null);

    /// <summary>Refuses a target that is the input under this or another name: relative, through links, in other case.</summary>
    /// <exception cref="UprightException">It is the input and <see cref="InPlace"/> was not said.</exception>
    public void Check(string target)
    {
        if (InputPath is not null && !InPlace && FileIdentity.AreSame(InputPath, target))
        {
            throw new UprightException(UprightError.WouldOverwriteInput, $"'{target}' is the input.");
        }
    }
}
