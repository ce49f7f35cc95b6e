namespace Upright.Cli.Diagnosis;

/// <summary>Values as the command line spells them.</summary>
internal static class OptionValue
{
    public static string Of<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
