namespace Upright.Cli;

/// <summary>Standard input of this process, which whoever started it may have closed.</summary>
internal static class ProcessInput
{
    /// <summary>Opens it; empty where it is closed.</summary>
    public static Stream Open() => IsTaken() ? Stream.Null : Console.OpenStandardInput();

    // The runtime's own pipes get the lowest free number, and one that has number 0 would be waited for in vain. Both of its ends are ours.
    private static bool IsTaken()
    {
        const string Open = "/proc/self/fd";
        try
        {
            return OperatingSystem.IsLinux() && new FileInfo($"{Open}/0").LinkTarget is { } pipe && pipe.StartsWith("pipe:", StringComparison.Ordinal)
                && Directory.EnumerateFiles(Open).Any(path => new FileInfo(path).LinkTarget == pipe && IsForWriting(Path.GetFileName(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsForWriting(string number)
    {
        const string Flags = "flags:";
        var flags = File.ReadLines($"/proc/self/fdinfo/{number}").First(line => line.StartsWith(Flags, StringComparison.Ordinal));
        return flags[^1] is '1'; // octal; its last digit is 0 for reading, 1 for writing, 2 for both
    }
}
