namespace Upright.Cli;

/// <summary>Standard input of this process, which whoever started it may have closed.</summary>
internal static class ProcessInput
{
    /// <summary>Opens it; empty where it is closed.</summary>
    public static Stream Open() => IsOurs() ? Stream.Null : Console.OpenStandardInput();

    // What a process opens itself gets the lowest free number. It is not to outlive it, while what it was given has.
    private static bool IsOurs()
    {
        const string Flags = "flags:";
        const long CloseOnExec = 0x80000; // O_CLOEXEC
        try
        {
            return OperatingSystem.IsLinux() && File.ReadLines("/proc/self/fdinfo/0").First(line => line.StartsWith(Flags, StringComparison.Ordinal)) is { } line
                && (Convert.ToInt64(line[Flags.Length..].Trim(), 8) & CloseOnExec) != 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
