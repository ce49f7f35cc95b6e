namespace Upright.Files;

/// <summary>What the file that is replaced hands on to the one that replaces it.</summary>
internal sealed class ReplacedFile
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string path;

    private ReplacedFile(string path) => this.path = path;

    /// <summary>Looks at a target; null where there is no file yet.</summary>
    /// <exception cref="UprightException">Nobody may write it. A rename would do so all the same.</exception>
    public static ReplacedFile? Look(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & AnyWrite) == 0
            ? throw new UprightException(UprightError.CannotWrite, $"'{path}' is read-only.")
            : new ReplacedFile(path);
    }

    /// <summary>Gives its mode, and where the picture replaces itself its owner and times too, as far as the system allows.</summary>
    public void HandOn(string successor, bool withOwnerAndTimes)
    {
        if (withOwnerAndTimes && OperatingSystem.IsLinux())
        {
            FileIdentity.GiveOwner(path, successor);
        }

        // After the owner, whose change takes special bits away.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(successor, File.GetUnixFileMode(path));
        }

        if (withOwnerAndTimes)
        {
            File.SetCreationTimeUtc(successor, File.GetCreationTimeUtc(path));
            File.SetLastWriteTimeUtc(successor, File.GetLastWriteTimeUtc(path));
        }
    }
}
