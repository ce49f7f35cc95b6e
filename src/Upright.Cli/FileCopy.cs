using Upright.Files;

namespace Upright.Cli;

/// <summary>Copies whole files or none, with their times.</summary>
internal static class FileCopy
{
    /// <exception cref="UprightException">It cannot be read or written; the target is as it was.</exception>
    public static void Make(string source, string target)
    {
        using var stream = InputFile.Open(source);
        Make(source, target, stream.CopyTo);
    }

    /// <summary>The same of a file that is open.</summary>
    /// <inheritdoc cref="Make(string, string)" path="/exception"/>
    public static void Make(string source, string target, Action<Stream> copyTo)
    {
        AtomicFile.Write(target, new InputGuard(source), copyTo);
        File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(source));
    }
}
